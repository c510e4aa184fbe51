using System.Collections.Concurrent;

namespace Undercurrent.Records;

/// <summary>
/// The record in memory: for tests, and where nothing need outlive the process. It drops ended runs by its options; a run
/// that goes on keeps all of its actions, payloads and reported lines.
/// </summary>
internal sealed partial class InMemoryRunStore(InMemoryRunStoreOptions options, TimeProvider? clock = null) : IRunStore
{
    private readonly TimeProvider _time = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<RunId, InMemoryRun> _runs = new();
    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal);

    // Runs that may be dropped, oldest first: the ended ones, and on a cluster those whose launch another silo recorded.
    private readonly Queue<RunId> _droppable = new();
    private readonly InMemoryCacheStore _cache = new(options.MaxCacheBytes, clock ?? TimeProvider.System);
    private int _actions;

    public ICacheStore Cache => _cache;

    /// <summary>True only for tests, in which several runners or silos of one process share this object.</summary>
    public bool IsShared { get; init; }

    public ValueTask<Appended> AppendAsync(JournalEntry entry)
    {
        switch (entry)
        {
            case RunLaunched launched:
                // On a cluster an action's entry may have made the run here before.
                return new(RunFor(launched).Apply(launched));
            case AttemptStarted started:
                return new(Counted(RunFor(started).Apply(started)));
            case AttemptEnded ended:
                return new(Counted(RunFor(ended).Apply(ended)));
            case ActionReported reported:
                RunFor(reported).Apply(reported);
                break;
            case ActionLogged logged:
                RunFor(logged).Apply(logged);
                break;
            case RunWarned warned:
                RunFor(warned).Apply(warned);
                break;
            case RunCancelRequested cancel:
                _runs.GetValueOrDefault(cancel.RunId)?.RequestCancel();
                break;
            case ActionCancelRequested cancel:
                _runs.GetValueOrDefault(cancel.RunId)?.RequestCancel(cancel.ActionId);
                break;
            case RunEnded ended:
                var answer = RunFor(ended).Apply(ended);
                DropOldRuns(ended.RunId);
                return new(answer);
            default:
                throw new NotSupportedException($"The record in memory doesn't know the entry {entry.GetType().Name}.");
        }

        return new(Appended.Taken);
    }

    public Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.ToRecord());

    /// <summary>The warnings recorded here, of a run whose launch may be recorded on another silo.</summary>
    public IReadOnlyList<RunWarning> WarningsOf(RunId runId) => _runs.GetValueOrDefault(runId)?.Warnings ?? [];

    public Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var fitting = _runs.Values.Select(run => run.ToRecord()).OfType<RunRecord>().Where(run => query.Fits(run)
            && (!query.InAnyAction || query.FitsContext(run.Context) || FitsActions(query, run)));
        return Task.FromResult(Paging.Runs(fitting, query.Page));
    }

    public Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.GetAction(actionId));

    public Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.GetChildren(parentId, page) ?? new Page<ActionRecord>([], null));

    public Task<IReadOnlyDictionary<ActionState, long>> CountChildrenAsync(
        RunId runId, ActionId? parentId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<ActionState, long>>(
            Overviews.CountByState((_runs.GetValueOrDefault(runId)?.GetRecordedChildren(parentId) ?? []).Select(child => child.State)));

    public Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(
        RunId runId, ActionId? parentId, int count, CancellationToken cancellationToken = default)
    {
        Overviews.CheckCount(count);
        return Task.FromResult(_runs.GetValueOrDefault(runId)?.GetSlowestChildren(parentId, count) ?? []);
    }

    public Task<Page<ActionRecord>> FindActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult(Paging.Actions(ActionsOf(runId).Where(query.Fits), query.Page));
    }

    public Task<IReadOnlyDictionary<ActionState, long>> CountActionsAsync(RunId runId, ActionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromResult<IReadOnlyDictionary<ActionState, long>>(
            Overviews.CountByState(ActionsOf(runId).Where(query.Fits).Select(action => action.State)));
    }

    public Task<IReadOnlyList<ContextUse>> GetContextsAsync(RunId runId, int max, CancellationToken cancellationToken = default)
    {
        Overviews.CheckMax(max);
        return Task.FromResult(_runs.GetValueOrDefault(runId)?.GetContexts(max) ?? []);
    }

    public Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.ReadEvents(after, max) ?? []);

    public Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken) =>
        _runs.TryGetValue(runId, out var run)
            ? run.WaitForEventAsync(after, cancellationToken)
            : throw new KeyNotFoundException($"The record has no run '{runId}'.");

    public Task WaitForEndAsync(RunId runId, CancellationToken cancellationToken) =>
        _runs.GetValueOrDefault(runId)?.WaitForEndAsync(cancellationToken) ?? Task.CompletedTask;

    public Task<RecordedAction?> FindRecordedAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.GetRecorded(actionId));

    public Task<int> ReadRecordedChildrenAsync(
        RunId runId, ActionId parentId, int max, Action<RecordedAction> take, CancellationToken cancellationToken = default)
    {
        RecordedAction[] children = [.. (_runs.GetValueOrDefault(runId)?.GetRecordedChildren(parentId) ?? []).Take(max)];
        Array.ForEach(children, take);
        return Task.FromResult(children.Length);
    }

    public Task<bool> HasProgressAsync(RunId runId, ActionId parentId, DateTimeOffset since, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.HasProgress(parentId, since) == true);

    public Task<IReadOnlyList<UnfinishedRun>> FindUnfinishedAsync(
        IReadOnlyCollection<string> living, int max, UnfinishedFilter? filter = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<UnfinishedRun>>(
        [
            .. _runs.Values
                .OrderBy(run => run.ToRecord()?.LaunchedAt)
                .Where(run => filter is null || run.Scope == filter.Scope)
                .Select(run => run.ToUnfinished())
                .OfType<UnfinishedRun>()
                .Where(run => filter is null || !(filter.ExceptTasks.Contains(run.Task) || filter.ExceptRuns.Contains(run.RunId)))
                .Where(run => run.Owner is null || !(living.Contains(run.Owner) || IsHeld(run.Owner)))
                .Take(max),
        ]);

    public Task<IReadOnlyList<RunId>> FindLostAsync(string owner, IReadOnlyCollection<RunId> runs, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<RunId>>([.. runs.Where(run => _runs.GetValueOrDefault(run)?.ToUnfinished()?.Owner != owner)]);

    public Task<IReadOnlyList<ActionId>> ReadActionCancelsAsync(RunId runId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.ReadActionCancels() ?? []);

    public Task<IReadOnlyList<RunId>> FindCancelRequestedAsync(string owner, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<RunId>>([.. _runs.Where(run => run.Value.IsToBeCancelledBy(owner)).Select(run => run.Key)]);

    public Task<RunClaim?> TryClaimAsync(UnfinishedRun run, string owner, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(run.RunId)?.TryClaim(run.Epoch, owner, _time.GetUtcNow()));

    public Task ReleaseAsync(RunId runId, long epoch, bool interrupted)
    {
        _runs.GetValueOrDefault(runId)?.Release(epoch, interrupted);
        return Task.CompletedTask;
    }

    // Whoever wrote here lives in this process, or nothing of what he wrote would be left.
    public Task<int> MarkInterruptedAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    public Task<int> RemoveOldRunsAsync(RunRetention retention, CancellationToken cancellationToken = default)
    {
        var ended = _runs
            .Select(run => (run.Key, run.Value.ToRecord()?.EndedAt))
            .Where(run => run.EndedAt is not null)
            .OrderByDescending(run => run.EndedAt)
            .ToArray();
        var oldest = retention.MaxAge is { } age ? _time.GetUtcNow() - age : DateTimeOffset.MinValue;
        var removed = 0;
        foreach (var (runId, _) in ended.Where((run, index) => run.EndedAt < oldest || index >= retention.MaxRuns))
        {
            if (_runs.TryRemove(runId, out var dropped))
            {
                Drop(runId, dropped);
                removed++;
            }
        }

        return Task.FromResult(removed);
    }

    public IDisposable HoldOwner(string owner)
    {
        _held.TryAdd(owner, true);
        return new OwnerHold(() => _held.TryRemove(owner, out _));
    }

    public bool KnowsOwners => true;

    public bool IsHeld(string owner) => _held.ContainsKey(owner);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IReadOnlyList<ActionRecord> ActionsOf(RunId runId) => _runs.GetValueOrDefault(runId)?.GetActions() ?? [];

    private bool FitsActions(RunQuery query, RunRecord run) => _runs.TryGetValue(run.RunId, out var known)
        && query.Context!.All(wanted => known.HasActionWith(context => context.Find(wanted.Key)?.Value == wanted.Value));

    private Appended Counted((Appended Answer, int Added) applied)
    {
        Interlocked.Add(ref _actions, applied.Added);
        return applied.Answer;
    }

    private InMemoryRun RunFor(JournalEntry entry)
    {
        if (_runs.TryGetValue(entry.RunId, out var known))
        {
            return known;
        }

        var made = new InMemoryRun();
        var run = _runs.GetOrAdd(entry.RunId, made);
        if (ReferenceEquals(run, made) && entry is not RunLaunched)
        {
            DropOldRuns(entry.RunId);
        }

        return run;
    }

    private void DropOldRuns(RunId newlyDroppable)
    {
        lock (_droppable)
        {
            _droppable.Enqueue(newlyDroppable);

            // Each is looked at once: one whose actions still run goes back to the end of the queue.
            for (var looks = _droppable.Count; looks > 1 && IsTooFull; looks--)
            {
                var candidate = _droppable.Dequeue();
                if (_runs.TryGetValue(candidate, out var run) && run.HasOpenActions)
                {
                    _droppable.Enqueue(candidate);
                }
                else if (_runs.TryRemove(candidate, out var dropped))
                {
                    Drop(candidate, dropped);
                }
            }
        }
    }

    private void Drop(RunId runId, InMemoryRun dropped)
    {
        Interlocked.Add(ref _actions, -dropped.ActionCount);
        _cache.RemoveRun(runId);
    }

    private bool IsTooFull => _droppable.Count > options.MaxEndedRuns || Volatile.Read(ref _actions) > options.MaxActions;
}
