using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Undercurrent;

/// <summary>Initializes the static fields that hold environments and tasks, in assemblies that refer to Core.</summary>
internal sealed class TaskLibraryScanner
{
    private static readonly string CoreName = typeof(TaskLibraryScanner).Assembly.GetName().Name!;

    private readonly Lock _gate = new();
    private readonly Dictionary<Assembly, IReadOnlyList<string>> _scanned = [];
    private readonly ConcurrentDictionary<TaskDefinition, Assembly> _owners = [];
    private bool _dependenciesLoaded;

    public IReadOnlyList<string> Problems
    {
        get
        {
            ScanLoaded();
            lock (_gate)
            {
                return [.. _scanned.Values.SelectMany(problems => problems)];
            }
        }
    }

    public Assembly? AssemblyOf(TaskDefinition task) => _owners.GetValueOrDefault(task);

    /// <summary>Scans what is loaded and not yet scanned, the entry program's own dependencies included.</summary>
    public void ScanLoaded()
    {
        LoadDependenciesOfProgram();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (RefersToCore(assembly))
            {
                Scan(assembly);
            }
        }
    }

    /// <summary>Scans one assembly, once; returns what was wrong, always the same for the same assembly.</summary>
    public IReadOnlyList<string> Scan(Assembly assembly)
    {
        lock (_gate)
        {
            if (!_scanned.TryGetValue(assembly, out var problems))
            {
                // Entered before the fields are initialized: an initializer may itself ask the catalog.
                _scanned[assembly] = [];
                _scanned[assembly] = problems = Initialize(assembly);
            }

            return problems;
        }
    }

    private static bool RefersToCore(Assembly assembly) =>
        !assembly.IsDynamic && Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == CoreName);

    // The runtime loads a referenced library only when its code is first touched; its tasks must be known before.
    private void LoadDependenciesOfProgram()
    {
        lock (_gate)
        {
            if (_dependenciesLoaded)
            {
                return;
            }

            _dependenciesLoaded = true;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var waiting = new Queue<Assembly>();
            if (Assembly.GetEntryAssembly() is { } program)
            {
                waiting.Enqueue(program);
            }

            while (waiting.TryDequeue(out var assembly))
            {
                foreach (var reference in assembly.GetReferencedAssemblies())
                {
                    if (seen.Add(reference.Name!) && !IsOfThePlatform(reference.Name!) && TryLoad(reference) is { } loaded)
                    {
                        waiting.Enqueue(loaded);
                    }
                }
            }
        }
    }

    private static bool IsOfThePlatform(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "netstandard" or "mscorlib" or "WindowsBase";

    private static Assembly? TryLoad(AssemblyName reference)
    {
        try
        {
            return Assembly.Load(reference);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that isn't deployed is never used either, or its first use says so; it holds no task of ours.
            return null;
        }
    }

    private List<string> Initialize(Assembly assembly)
    {
        var problems = new List<string>();
        foreach (var type in TypesOf(assembly, problems))
        {
            try
            {
                Initialize(type, assembly);
            }
            catch (Exception exception) when (exception is TypeInitializationException || IsLoadFailure(exception))
            {
                problems.Add($"{type}: {Explain(Innermost(exception))}");
            }
        }

        return problems;
    }

    // Already the look at a field can fail: its type, or a base of it, may be in a library that isn't deployed.
    private void Initialize(Type type, Assembly assembly)
    {
        var fields = type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        var holders = Array.FindAll(fields, field => IsDefinition(field.FieldType));
        if (holders.Length == 0 || type.ContainsGenericParameters)
        {
            return;
        }

        RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        foreach (var field in holders)
        {
            if (field.GetValue(null) is TaskDefinition task)
            {
                _owners[task] = assembly;
            }
        }
    }

    private static Type[] TypesOf(Assembly assembly, List<string> problems)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            problems.AddRange(exception.LoaderExceptions.OfType<Exception>().Select(Explain).Distinct(StringComparer.Ordinal));
            return [.. exception.Types.OfType<Type>()];
        }
    }

    private static bool IsDefinition(Type type) => typeof(TaskDefinition).IsAssignableFrom(type) || type == typeof(TaskEnvironment);

    private static Exception Innermost(Exception exception) =>
        exception is TypeInitializationException { InnerException: { } inner } ? Innermost(inner) : exception;

    private static bool IsLoadFailure(Exception exception) =>
        exception is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException or MissingMemberException;

    private static string Explain(Exception exception) => exception switch
    {
        FileNotFoundException { FileName: { } name } when IsAssembly(name) => $"it needs {new AssemblyName(name).Name}, which can't be found. {TaskLibraryLoadContext.Advice}",
        FileLoadException or BadImageFormatException or TypeLoadException or MissingMemberException => $"{exception.Message} {TaskLibraryLoadContext.Advice}",
        _ => exception.Message,
    };

    // The file that an initializer of the library's own misses has a path, an assembly that the runtime misses a full name.
    private static bool IsAssembly(string name) => name.Contains(", Culture=", StringComparison.Ordinal);
}
