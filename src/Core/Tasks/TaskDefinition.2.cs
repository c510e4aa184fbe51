namespace Undercurrent;

/// <summary>A task with two inputs.</summary>
/// <typeparam name="T1">The first input.</typeparam>
/// <typeparam name="T2">The second input.</typeparam>
/// <typeparam name="TResult">The result; <see cref="NoResult"/> for none.</typeparam>
public sealed class TaskDefinition<T1, T2, TResult> : TaskReturning<TResult>
{
    private readonly InputSlot<T1> _input1;
    private readonly InputSlot<T2> _input2;
    private readonly Func<T1, T2, Task<TResult>> _body;

    internal TaskDefinition(TaskSpec spec, Func<T1, T2, Task<TResult>> body, InputSlot<T1> input1, InputSlot<T2> input2)
        : base(spec, input1.Description, input2.Description)
    {
        _input1 = input1;
        _input2 = input2;
        _body = body;
    }

    /// <summary>The class's task, when its inputs and result are of these types.</summary>
    public static implicit operator TaskDefinition<T1, T2, TResult>(TaskClass task) => task.As<TaskDefinition<T1, T2, TResult>>();

    /// <summary>Calls the task from the body of another. The context of this moment becomes the child's (rule S8).</summary>
    /// <exception cref="TaskFailedException">When awaited: the task failed; remote type, message and stack are in it as data.</exception>
    /// <exception cref="OperationCanceledException">When awaited: the action or the run was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    /// <exception cref="TaskInputException">An input can't be written as JSON, or is too large.</exception>
    public Task<TResult> Run(T1 input1, T2 input2) => Run(input1, input2, CancellationToken.None);

    /// <inheritdoc cref="Run(T1, T2)"/>
    public Task<TResult> Run(T1 input1, T2 input2, CancellationToken cancellationToken) =>
        CallAsync(WriteInputs(input1, input2), cancellationToken);

    /// <summary>Calls the bare function, with no action around it: for unit tests.</summary>
    public Task<TResult> Body(T1 input1, T2 input2) => _body(input1, input2);

    /// <summary>This task with other options, for one call or several: <c>Leaf.With(o => o with { Retry = … }).Run(…)</c>.</summary>
    public TaskDefinition<T1, T2, TResult> With(Func<TaskOptions, TaskOptions> change) => (TaskDefinition<T1, T2, TResult>)Changed(change);

    internal byte[] WriteInputs(T1 input1, T2 input2) => Write((input1, input2));

    internal override byte[] NormalizeInputs(ReadOnlyMemory<byte> inputs) => Write(Read(inputs));

    private protected override Task<TResult> Start(ReadOnlyMemory<byte> inputs)
    {
        var (input1, input2) = Read(inputs);
        return _body(input1, input2);
    }

    private (T1 Input1, T2 Input2) Read(ReadOnlyMemory<byte> inputs)
    {
        var reader = InputsJson.Begin(this, inputs);
        var input1 = _input1.Read(ref reader);
        reader.Read();
        return (input1, _input2.Read(ref reader));
    }

    private byte[] Write((T1 Input1, T2 Input2) inputs) => InputsJson.Write((task: this, inputs), static (writer, call) =>
    {
        call.task._input1.Write(writer, call.inputs.Input1);
        call.task._input2.Write(writer, call.inputs.Input2);
    });
}
