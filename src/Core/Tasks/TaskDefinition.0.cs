namespace Undercurrent;

/// <summary>A task without inputs.</summary>
/// <typeparam name="TResult">The result; <see cref="NoResult"/> for none.</typeparam>
public sealed class TaskDefinition<TResult> : TaskReturning<TResult>
{
    private readonly Func<Task<TResult>> _body;

    internal TaskDefinition(TaskSpec spec, Func<Task<TResult>> body)
        : base(spec)
    {
        _body = body;
    }

    /// <summary>The class's task, when its inputs and result are of these types.</summary>
    public static implicit operator TaskDefinition<TResult>(TaskClass task) => task.As<TaskDefinition<TResult>>();

    /// <summary>Calls the task from the body of another. The context of this moment becomes the child's (rule S8).</summary>
    /// <exception cref="TaskFailedException">When awaited: the task failed; remote type, message and stack are in it as data.</exception>
    /// <exception cref="OperationCanceledException">When awaited: the action or the run was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    /// <exception cref="TaskInputException">An input can't be written as JSON, or is too large.</exception>
    public Task<TResult> Run() => Run(CancellationToken.None);

    /// <inheritdoc cref="Run()"/>
    public Task<TResult> Run(CancellationToken cancellationToken) =>
        CallAsync(InputsJson.None, cancellationToken);

    /// <summary>Calls the bare function, with no action around it: for unit tests.</summary>
    public Task<TResult> Body() => _body();

    /// <summary>This task with other options, for one call or several: <c>Leaf.With(o => o with { Retry = … }).Run(…)</c>.</summary>
    public TaskDefinition<TResult> With(Func<TaskOptions, TaskOptions> change) => (TaskDefinition<TResult>)Changed(change);

    internal override byte[] NormalizeInputs(ReadOnlyMemory<byte> inputs)
    {
        InputsJson.Begin(this, inputs);
        return InputsJson.None;
    }

    private protected override Task<TResult> Start(ReadOnlyMemory<byte> inputs)
    {
        InputsJson.Begin(this, inputs);
        return _body();
    }
}
