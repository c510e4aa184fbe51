namespace Undercurrent;

/// <summary>A launched run whose result type is known. Thread-safe.</summary>
/// <typeparam name="TResult">The result.</typeparam>
public sealed class RunHandle<TResult> : RunHandle
{
    private readonly TaskReturning<TResult> _task;

    internal RunHandle(IRunChannel channel, TaskReturning<TResult> task)
        : base(channel) => _task = task;

    /// <summary>Waits for the end and returns the result.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <exception cref="TaskFailedException">The run failed.</exception>
    /// <exception cref="ActionCancelledException">The run was cancelled.</exception>
    public async Task<TResult> ResultAsync(CancellationToken cancellationToken = default) =>
        _task.ReadResult(await WaitForValueAsync(cancellationToken).ConfigureAwait(false));
}
