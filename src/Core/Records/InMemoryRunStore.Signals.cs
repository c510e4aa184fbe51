namespace Undercurrent.Records;

/// <content>The answers that were sent to runs.</content>
internal sealed partial class InMemoryRunStore
{
    public Task<SignalResult> SendAsync(RunId runId, Signal signal, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.Send(signal) ?? SignalResult.NoRun);

    public void Note(RunId runId, Signal signal) => _runs.GetValueOrDefault(runId)?.Note(signal);

    public Task<Signal?> FindSignalAsync(RunId runId, string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.FindSignal(name));

    // Of a run that is dropped nobody waits any more.
    public async Task<Signal> WaitForSignalAsync(RunId runId, string name, CancellationToken cancellationToken)
    {
        if (_runs.TryGetValue(runId, out var run))
        {
            return await run.WaitForSignalAsync(name, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    }
}
