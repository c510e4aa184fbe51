using System.Collections.Concurrent;

namespace Undercurrent.Records;

/// <summary>
/// The record in memory: for tests, and where nothing need outlive the process. It drops ended runs by its options; a run
/// that goes on keeps all of its actions, payloads and reported lines.
/// </summary>
internal sealed class InMemoryRunStore(InMemoryRunStoreOptions options) : IRunStore
{
    private readonly ConcurrentDictionary<RunId, InMemoryRun> _runs = new();

    // Runs that may be dropped, oldest first: the ended ones, and on a cluster those whose launch another silo recorded.
    private readonly Queue<RunId> _droppable = new();
    private int _actions;

    public bool IsShared => false;

    public ValueTask AppendAsync(JournalEntry entry)
    {
        switch (entry)
        {
            case RunLaunched launched:
                Launch(launched);
                break;
            case AttemptStarted started:
                Interlocked.Add(ref _actions, RunFor(started).Apply(started));
                break;
            case AttemptEnded ended:
                Interlocked.Add(ref _actions, RunFor(ended).Apply(ended));
                break;
            case ActionReported reported:
                RunFor(reported).Apply(reported);
                break;
            case RunEnded ended:
                RunFor(ended).Apply(ended);
                DropOldRuns(ended.RunId);
                break;
            default:
                throw new NotSupportedException($"The record in memory doesn't know the entry {entry.GetType().Name}.");
        }

        return ValueTask.CompletedTask;
    }

    public Task<RunRecord?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.ToRecord());

    public Task<Page<RunRecord>> FindRunsAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var fitting = _runs.Values.Select(run => run.ToRecord()).OfType<RunRecord>().Where(query.Fits);
        return Task.FromResult(Paging.Runs(fitting, query.Page));
    }

    public Task<ActionRecord?> GetActionAsync(RunId runId, ActionId actionId, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.GetAction(actionId));

    public Task<Page<ActionRecord>> GetChildrenAsync(
        RunId runId, ActionId? parentId, PageRequest page = default, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.GetChildren(parentId, page) ?? new Page<ActionRecord>([], null));

    public Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.ReadEvents(after, max) ?? []);

    public Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken) =>
        _runs.TryGetValue(runId, out var run)
            ? run.WaitForEventAsync(after, cancellationToken)
            : throw new KeyNotFoundException($"The record has no run '{runId}'.");

    private void Launch(RunLaunched launched)
    {
        // On a cluster an action's entry may have made the run here before; the launch itself comes once.
        var run = RunFor(launched);
        if (!run.TryApply(launched))
        {
            throw new RunExistsException(launched.RunId);
        }
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
                    Interlocked.Add(ref _actions, -dropped.ActionCount);
                }
            }
        }
    }

    private bool IsTooFull => _droppable.Count > options.MaxEndedRuns || Volatile.Read(ref _actions) > options.MaxActions;
}
