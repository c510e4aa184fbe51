using Undercurrent.Conformance;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Tests.Journal;

/// <summary>Holds commits back until it is opened.</summary>
internal sealed class CommitGate : IDisposable
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first commit stands before the gate.</summary>
    public Task Entered => _entered.Task;

    public void Pass(JournalBatch batch)
    {
        _entered.TrySetResult();
        _open.Task.BlockUntil($"the gate before {batch.Entries.Count} entries");
    }

    public void Open() => _open.TrySetResult();

    /// <summary>Opens it, so that no journal hangs when a test fails before.</summary>
    public void Dispose() => Open();
}
