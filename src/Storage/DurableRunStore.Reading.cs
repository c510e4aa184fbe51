using Undercurrent.Records;

namespace Undercurrent.Storage;

/// <content>What is read.</content>
internal sealed partial class DurableRunStore
{
    public Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Page<ActionRecord>> GetChildrenAsync(RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(RunId runId, ActionId? parentId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task WaitForEndAsync(RunId runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RecordedAction?> FindRecordedAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<RecordedAction>> ReadRecordedChildrenAsync(RunId runId, ActionId parentId, int max, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<long> CountRecordedChildrenAsync(RunId runId, ActionId parentId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<UnfinishedRun>> FindUnfinishedAsync(IReadOnlyCollection<string> living, int max, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<RunId>> FindLostAsync(string owner, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<RunClaim?> TryClaimAsync(UnfinishedRun run, string owner, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task ReleaseAsync(RunId runId, long epoch, bool interrupted) => throw new NotSupportedException();

    public Task<int> MarkInterruptedAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
