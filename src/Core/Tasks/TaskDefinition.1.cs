namespace Undercurrent;

/// <summary>A task with one input.</summary>
/// <typeparam name="T">The input.</typeparam>
/// <typeparam name="TResult">The result; <see cref="NoResult"/> for none.</typeparam>
public sealed class TaskDefinition<T, TResult> : TaskReturning<TResult>
{
    private readonly InputSlot<T> _input;
    private readonly Func<T, Task<TResult>> _body;

    internal TaskDefinition(TaskSpec spec, Func<T, Task<TResult>> body, InputSlot<T> input)
        : base(spec, input.Description)
    {
        _input = input;
        _body = body;
    }

    /// <summary>The class's task, when its inputs and result are of these types.</summary>
    public static implicit operator TaskDefinition<T, TResult>(TaskClass task) => task.As<TaskDefinition<T, TResult>>();

    /// <summary>Calls the task from the body of another. The context of this moment becomes the child's (rule S8).</summary>
    /// <exception cref="TaskFailedException">When awaited: the task failed; remote type, message and stack are in it as data.</exception>
    /// <exception cref="OperationCanceledException">When awaited: the action or the run was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    /// <exception cref="TaskInputException">An input can't be written as JSON, or is too large.</exception>
    public Task<TResult> Run(T input) => Run(input, CancellationToken.None);

    /// <inheritdoc cref="Run(T)"/>
    public Task<TResult> Run(T input, CancellationToken cancellationToken) =>
        CallAsync(WriteInputs(input), cancellationToken);

    /// <summary>Calls the bare function, with no action around it: for unit tests.</summary>
    public Task<TResult> Body(T input) => _body(input);

    /// <summary>This task with other options, for one call or several: <c>Leaf.With(o => o with { Retry = … }).Run(…)</c>.</summary>
    public TaskDefinition<T, TResult> With(Func<TaskOptions, TaskOptions> change) => (TaskDefinition<T, TResult>)Changed(change);

    internal byte[] WriteInputs(T input) =>
        InputsJson.Write((slot: _input, input), static (writer, call) => call.slot.Write(writer, call.input));

    internal override byte[] NormalizeInputs(ReadOnlyMemory<byte> inputs) => WriteInputs(Read(inputs));

    private protected override Task<TResult> Start(ReadOnlyMemory<byte> inputs) => _body(Read(inputs));

    private T Read(ReadOnlyMemory<byte> inputs)
    {
        var reader = InputsJson.Begin(this, inputs);
        return _input.Read(ref reader);
    }
}
