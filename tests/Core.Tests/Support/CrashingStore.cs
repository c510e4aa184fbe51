using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Support;

/// <summary>
/// A store as one process sees it that dies: behind a number of entries nothing that it appends is recorded, and nothing
/// is answered. Other processes see the record behind it.
/// </summary>
internal sealed class CrashingStore(IRunStore record, int entries = int.MaxValue) : IRunStore
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _appended;

    /// <summary>Completes when the process is dead.</summary>
    public Task Crashed => _crashed.Task;

    /// <summary>How many recorded children are read at once.</summary>
    public int ReadAtOnce { get; init; } = 1;

    /// <summary>Until when the others take to read.</summary>
    public Task RestIsRead { get; init; } = Task.CompletedTask;

    /// <summary>Dies now.</summary>
    public void Crash() => _crashed.TrySetResult();

    public bool IsShared => record.IsShared;

    public ICacheStore Cache => record.Cache;

    public async ValueTask<Appended> AppendAsync(JournalEntry entry)
    {
        if (Interlocked.Increment(ref _appended) > entries || _crashed.Task.IsCompleted)
        {
            _crashed.TrySetResult();
            await new TaskCompletionSource().Task;
        }

        return await record.AppendAsync(entry);
    }

    public Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default) =>
        record.ReadEventsAsync(runId, after, max, cancellationToken);

    public Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken) => record.WaitForEventAsync(runId, after, cancellationToken);

    public Task WaitForEndAsync(RunId runId, CancellationToken cancellationToken) => record.WaitForEndAsync(runId, cancellationToken);

    public Task<RecordedAction?> FindRecordedAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        record.FindRecordedAsync(runId, actionId, cancellationToken);

    public async Task<int> ReadRecordedChildrenAsync(
        RunId runId, ActionId parentId, int max, Action<RecordedAction> take, CancellationToken cancellationToken = default)
    {
        var children = new List<RecordedAction>();
        var count = await record.ReadRecordedChildrenAsync(runId, parentId, max, children.Add, cancellationToken);
        children.Take(ReadAtOnce).ToList().ForEach(take);
        await RestIsRead;
        children.Skip(ReadAtOnce).ToList().ForEach(take);
        return count;
    }

    public Task<bool> HasProgressAsync(RunId runId, ActionId parentId, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        record.HasProgressAsync(runId, parentId, since, cancellationToken);

    public Task<IReadOnlyList<UnfinishedRun>> FindUnfinishedAsync(
        IReadOnlyCollection<string> living, int max, UnfinishedFilter? filter = null, CancellationToken cancellationToken = default) =>
        record.FindUnfinishedAsync(living, max, filter, cancellationToken);

    public Task<IReadOnlyList<RunId>> FindLostAsync(string owner, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken = default) =>
        record.FindLostAsync(owner, runs, cancellationToken);

    public Task<RunClaim?> TryClaimAsync(UnfinishedRun run, string owner, CancellationToken cancellationToken = default) =>
        record.TryClaimAsync(run, owner, cancellationToken);

    public Task ReleaseAsync(RunId runId, long epoch, bool interrupted) =>
        _crashed.Task.IsCompleted ? Task.CompletedTask : record.ReleaseAsync(runId, epoch, interrupted);

    public Task<int> MarkInterruptedAsync(CancellationToken cancellationToken = default) => record.MarkInterruptedAsync(cancellationToken);

    public Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default) =>
        record.RemoveOldRunsAsync(retention, cancellationToken);

    // Its process is dead for the others from the beginning, so that they may take its runs when the test says so.
    public IDisposable HoldOwner(string owner) => new OwnerHold(static () => { });

    public Task<IReadOnlyList<RunId>> FindCancelRequestedAsync(string owner, CancellationToken cancellationToken = default) =>
        record.FindCancelRequestedAsync(owner, cancellationToken);

    public Task<IReadOnlyList<ActionId>> ReadActionCancelsAsync(RunId runId, CancellationToken cancellationToken = default) =>
        record.ReadActionCancelsAsync(runId, cancellationToken);

    public bool KnowsOwners => record.KnowsOwners;

    public bool IsHeld(string owner) => record.IsHeld(owner);

    public Task<SignalResult> SendAsync(RunId runId, Signal signal, CancellationToken cancellationToken = default) => record.SendAsync(runId, signal, cancellationToken);

    public void Note(RunId runId, Signal signal) => record.Note(runId, signal);

    public Task<Signal?> FindSignalAsync(RunId runId, string name, CancellationToken cancellationToken = default) =>
        record.FindSignalAsync(runId, name, cancellationToken);

    public Task<Signal> WaitForSignalAsync(RunId runId, string name, CancellationToken cancellationToken) =>
        record.WaitForSignalAsync(runId, name, cancellationToken);

    public Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) => record.GetRunAsync(runId, cancellationToken);

    public Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default) => record.FindRunsAsync(query, cancellationToken);

    public Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        record.GetActionAsync(runId, actionId, cancellationToken);

    public Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default) =>
        record.GetChildrenAsync(runId, parentId, page, cancellationToken);

    public Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(
        RunId runId, ActionId? parentId, CancellationToken cancellationToken = default) =>
        record.CountChildrenAsync(runId, parentId, cancellationToken);

    public Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(
        RunId runId, ActionId? parentId, int count, CancellationToken cancellationToken = default) =>
        record.GetSlowestChildrenAsync(runId, parentId, count, cancellationToken);

    public Task<IReadOnlyDictionary<ActionState, long>> CountActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default) =>
        record.CountActionsAsync(runId, query, cancellationToken);

    public Task<IReadOnlyList<ContextUse>> GetContextsAsync(RunId runId, int max, CancellationToken cancellationToken = default) =>
        record.GetContextsAsync(runId, max, cancellationToken);

    public Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default) =>
        record.FindActionsAsync(runId, query, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
