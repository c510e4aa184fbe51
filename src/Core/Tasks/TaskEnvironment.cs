using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Undercurrent;

/// <summary>
/// A named group of tasks that share settings. Define it and its tasks in static fields of one class:
/// <c>public static readonly TaskEnvironment Env = new("hello_world");</c>
/// </summary>
/// <remarks>Thread-safe. Its name is unique in the process; so is each task's name in it.</remarks>
public sealed partial class TaskEnvironment
{
    private readonly TaskCatalog _catalog;

    /// <summary>Defines an environment.</summary>
    /// <param name="name">1 to 128 letters, digits, '_' and '-', beginning with a letter.</param>
    /// <param name="options">What holds for its tasks; null for the defaults.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TaskDefinitionException">The name is invalid, or taken; the message names both places.</exception>
    public TaskEnvironment(
        string name, TaskEnvironmentOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        : this(name, options, TaskCatalog.Default, new SourceLocation(file, line))
    {
    }

    internal TaskEnvironment(string name, TaskEnvironmentOptions? options, TaskCatalog catalog, SourceLocation definedAt)
    {
        ArgumentNullException.ThrowIfNull(name);
        DefinedAt = definedAt;
        if (TaskNames.Problem(name) is { } problem)
        {
            throw new TaskDefinitionException($"The task environment '{name}' ({DefinedAt}) has no valid name: {problem}.");
        }

        Name = name;
        Options = options ?? new TaskEnvironmentOptions();
        Json = Options.Json ?? TaskJson.DefaultOptions;
        Json.MakeReadOnly(populateMissingResolver: true);
        JsonReading = new JsonReaderOptions
        {
            AllowTrailingCommas = Json.AllowTrailingCommas,
            CommentHandling = Json.ReadCommentHandling,
            MaxDepth = (Json.MaxDepth == 0 ? 64 : Json.MaxDepth) + 1,
        };
        _catalog = catalog;
        catalog.Add(this);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What holds for its tasks.</summary>
    public TaskEnvironmentOptions Options { get; }

    /// <summary>Where in the source it is defined.</summary>
    public SourceLocation DefinedAt { get; }

    internal JsonSerializerOptions Json { get; }

    /// <summary>What of <see cref="Json"/> holds for the array around the inputs: one level more than for each of them.</summary>
    internal JsonReaderOptions JsonReading { get; }

    /// <summary>
    /// Defines a task that is written as a class: <c>TaskDefinition&lt;TrainInput, Model&gt; Train = Env.Task&lt;TrainTask&gt;();</c>
    /// </summary>
    /// <typeparam name="TTask">Implements one of the <see cref="ITask{TResult}"/> interfaces.</typeparam>
    /// <param name="options">What holds around its calls; null for the defaults.</param>
    /// <param name="name">Its name in the environment; null takes the field's, in snake_case.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TaskDefinitionException">The name is invalid or taken, or the class or its types don't fit.</exception>
    public TaskClass Task<TTask>(
        TaskOptions? options = null, string? name = null,
        [CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TTask : class
    {
        var definedAt = new SourceLocation(file, line);
        var shape = TaskClassFactory.ShapeOf(typeof(TTask), definedAt);
        var body = typeof(TTask).GetInterfaceMap(shape).TargetMethods.Single();
        var spec = Spec(body, isBlocking: false, options, new DefinitionSite(name, member, definedAt));
        return new TaskClass(_catalog.Add(TaskClassFactory.Create<TTask>(spec, shape)), typeof(TTask));
    }

    private TaskSpec Spec(MethodInfo body, bool isBlocking, TaskOptions? options, DefinitionSite site)
    {
        var name = site.Name ?? TaskNames.FromMember(site.Member);
        if (TaskNames.Problem(name) is { } problem)
        {
            throw new TaskDefinitionException(
                $"The task '{Name}.{name}' ({site.DefinedAt}) has no valid name: {problem}. Define it in a static field, or pass name: \"…\".");
        }

        // Of the async shapes the compiler picks the overload for Task; what gets here as "synchronous" is a mistake.
        if (isBlocking && IsAwaitable(body.ReturnType))
        {
            throw new TaskDefinitionException(
                $"The body of the task '{Name}.{name}' ({site.DefinedAt}) returns {body.ReturnType.Name}, which isn't a Task. Return a Task, for instance by AsTask().");
        }

        return new TaskSpec(this, $"{Name}.{name}", options ?? TaskOptions.Default, site.DefinedAt, isBlocking, body);
    }

    private static bool IsAwaitable(Type type) => type.GetMethod(nameof(System.Threading.Tasks.Task.GetAwaiter), []) is not null;

    /// <summary>Where and how a task was defined.</summary>
    private readonly record struct DefinitionSite(string? Name, string Member, SourceLocation DefinedAt);
}
