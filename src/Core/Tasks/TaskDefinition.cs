using System.Text.Json;

namespace Undercurrent;

/// <summary>A task: a named piece of code that can be launched as a run's root and called from other tasks.</summary>
/// <remarks>
/// Immutable and thread-safe; keep it in a static field, from which it takes its name. The typed forms
/// (<see cref="TaskDefinition{TResult}"/> and those with inputs) carry <c>Run</c>.
/// </remarks>
public abstract class TaskDefinition
{
    private protected TaskDefinition(TaskSpec spec, IReadOnlyList<TaskInput> inputs, Type resultType)
    {
        Environment = spec.Environment;
        Name = spec.Name;
        Options = spec.Options;
        DefinedOptions = spec.Options;
        DefinedAt = spec.DefinedAt;
        IsBlocking = spec.IsBlocking;
        Inputs = inputs;
        ResultType = resultType;
        Options.Cache.Check(this);
    }

    /// <summary>Environment and task, as in <c>hello_world.leaf</c>.</summary>
    public string Name { get; }

    /// <summary>The environment that it is defined in.</summary>
    public TaskEnvironment Environment { get; }

    /// <summary>What holds around its calls.</summary>
    public TaskOptions Options { get; private protected set; }

    /// <summary>Its inputs in order; zero to three.</summary>
    public IReadOnlyList<TaskInput> Inputs { get; }

    /// <summary>The type of its result; <see cref="NoResult"/> when it has none.</summary>
    public Type ResultType { get; }

    /// <summary>The JSON Schema of its result, made and described as <see cref="TaskInput.Schema"/> is; of <see cref="NoResult"/> that of <c>null</c>.</summary>
    public abstract JsonElement ResultSchema { get; }

    /// <summary>Where in the source it is defined.</summary>
    public SourceLocation DefinedAt { get; }

    /// <summary>Whether the body is synchronous; it then runs on a thread of its own, never on one that others need.</summary>
    public bool IsBlocking { get; }

    /// <summary>The options when they were changed by <c>With</c>, which a launch must carry; null when they are the definition's own.</summary>
    internal TaskOptions? ChangedOptions { get; private protected set; }

    /// <summary>The options of the definition itself, also in a copy with others.</summary>
    internal TaskOptions DefinedOptions { get; }

    internal TaskPlacement Placement => Options.Placement ?? Environment.Options.Placement;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Reads the inputs, runs the body, writes the result; whatever goes wrong is thrown.</summary>
    internal abstract ValueTask<byte[]> InvokeAsync(ReadOnlyMemory<byte> inputs);

    /// <summary>A copy with other options; it has the same name and is not defined anew.</summary>
    internal abstract TaskDefinition WithOptions(TaskOptions options);

    /// <summary>Reads inputs that came from outside and writes them again in the task's own form.</summary>
    /// <exception cref="TaskInputException">They don't fit the task.</exception>
    internal abstract byte[] NormalizeInputs(ReadOnlyMemory<byte> inputs);
}
