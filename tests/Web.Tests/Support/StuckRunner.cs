using Undercurrent.Records;

namespace Undercurrent.Web.Support;

/// <summary>A runner whose run store is away: it waits for its return.</summary>
internal sealed class StuckRunner(IRunner inner) : IRunner
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first waits.</summary>
    public Task Asked => _asked.Task;

    public IRunRecords Records => inner.Records;

    public Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default) => inner.LaunchAsync(request, cancellationToken);

    public async Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return null;
    }

    public Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        inner.SendSignalAsync(runId, name, json, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
