using System.Collections.Concurrent;

namespace Undercurrent.Records;

/// <summary>The record in memory: for tests, and where nothing need outlive the process. Bounded by its options.</summary>
internal sealed class InMemoryRunStore(InMemoryRunStoreOptions options) : IRunStore
{
    private readonly ConcurrentDictionary<RunId, InMemoryRun> _runs = new();
    private readonly Queue<RunId> _ended = new();
    private long _launched;
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

        // Newest first; a page's mark is the launch number of its last run, so that new launches don't shift the pages.
        var before = query.Page.After is null ? long.MaxValue : query.Page.Position;
        var found = _runs.Values
            .Where(run => run.Number < before)
            .OrderByDescending(run => run.Number)
            .Select(run => (run.Number, Record: run.ToRecord()))
            .Where(run => run.Record is not null && query.Fits(run.Record))
            .Take(query.Page.Size + 1)
            .ToArray();
        var items = found.Take(query.Page.Size).ToArray();
        var next = found.Length > items.Length ? PageRequest.MarkOf(items[^1].Number) : null;
        return Task.FromResult(new Page<RunRecord>([.. items.Select(run => run.Record!)], next));
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

    private InMemoryRun RunFor(JournalEntry entry) => _runs.TryGetValue(entry.RunId, out var run)
        ? run
        : _runs.GetOrAdd(entry.RunId, static (_, self) => new InMemoryRun(Interlocked.Increment(ref self._launched)), this);

    private void DropOldRuns(RunId justEnded)
    {
        lock (_ended)
        {
            _ended.Enqueue(justEnded);
            while (_ended.Count > options.MaxEndedRuns || (_ended.Count > 1 && Volatile.Read(ref _actions) > options.MaxActions))
            {
                if (_runs.TryRemove(_ended.Dequeue(), out var dropped))
                {
                    Interlocked.Add(ref _actions, -dropped.ActionCount);
                }
            }
        }
    }
}
