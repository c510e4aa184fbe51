using System.Collections.Concurrent;
using System.Reflection;

namespace Undercurrent;

/// <summary>The tasks of this process, by name.</summary>
/// <remarks>
/// Thread-safe. A task enters it when its field is initialized; the catalog itself initializes the fields of every
/// assembly that refers to Undercurrent.Core, so a static class that nobody touched is found too.
/// </remarks>
public sealed class TaskCatalog
{
    private readonly ConcurrentDictionary<string, TaskEnvironment> _environments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskDefinition> _tasks = new(StringComparer.Ordinal);
    private readonly TaskLibraryScanner? _scanner;

    internal TaskCatalog(TaskLibraryScanner? scanner) => _scanner = scanner;

    /// <summary>The catalog that <see cref="TaskEnvironment"/> defines into.</summary>
    public static TaskCatalog Default { get; } = new(new TaskLibraryScanner());

    /// <summary>All tasks, by name.</summary>
    public IReadOnlyList<TaskDefinition> All
    {
        get
        {
            _scanner?.ScanLoaded();
            return [.. _tasks.Values.OrderBy(task => task.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>
    /// What went wrong when assemblies were searched for tasks: for each, where and why. Tasks that stand beside a
    /// broken one may be missing because of it.
    /// </summary>
    public IReadOnlyList<string> Problems => _scanner?.Problems ?? [];

    /// <summary>The task with this name, or null.</summary>
    public TaskDefinition? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_tasks.TryGetValue(name, out var task))
        {
            return task;
        }

        _scanner?.ScanLoaded();
        return _tasks.GetValueOrDefault(name);
    }

    /// <summary>The task with this name.</summary>
    /// <exception cref="UnknownTaskException">There is none; the message suggests the nearest names.</exception>
    public TaskDefinition Get(string name) => Get(name, "in this", "process");

    /// <summary>Defines the tasks of an assembly now, and returns them.</summary>
    /// <exception cref="TaskLibraryException">A definition in it is wrong; all errors are named.</exception>
    public IReadOnlyList<TaskDefinition> Load(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var problems = (_scanner ?? throw new InvalidOperationException("This catalog doesn't search assemblies.")).Scan(assembly);
        if (problems.Count > 0)
        {
            throw new TaskLibraryException($"The task library {assembly.GetName().Name} can't be used: {string.Join(" ", problems)}");
        }

        return [.. All.Where(task => _scanner.AssemblyOf(task) == assembly)];
    }

    /// <summary>
    /// Loads a task library from a file, with its own dependencies beside it, and defines its tasks. What the library
    /// shares with the host (Undercurrent, Microsoft.Extensions) comes from the host.
    /// </summary>
    /// <exception cref="TaskLibraryException">The file isn't there, is no .NET library, needs something that is missing, or defines no task.</exception>
    public IReadOnlyList<TaskDefinition> LoadFrom(string path)
    {
        var tasks = Load(TaskLibraryLoadContext.LoadLibrary(path));
        return tasks.Count > 0 ? tasks : throw new TaskLibraryException(
            $"The library {path} defines no task. A task is a static field: public static readonly TaskDefinition<string> Leaf = Env.Task(…).");
    }

    /// <summary>As <see cref="Get(string)"/>; the words that say where there is none are put together only when they are needed.</summary>
    internal TaskDefinition Get(string name, string where, string host) =>
        Find(name) ?? throw UnknownTaskException.For(name, [.. _tasks.Keys], $"{where} {host}");

    internal void Add(TaskEnvironment environment)
    {
        var known = _environments.GetOrAdd(environment.Name, environment);
        if (!ReferenceEquals(known, environment))
        {
            throw new TaskDefinitionException(
                $"There are two task environments '{environment.Name}': at {known.DefinedAt} and at {environment.DefinedAt}. Rename one, or share the first one's field.");
        }
    }

    internal TTask Add<TTask>(TTask task)
        where TTask : TaskDefinition
    {
        var known = _tasks.GetOrAdd(task.Name, task);
        return ReferenceEquals(known, task) ? task : throw new TaskDefinitionException(
            $"There are two tasks '{task.Name}': at {known.DefinedAt} and at {task.DefinedAt}. Rename one, or pass name: \"…\" to one.");
    }
}
