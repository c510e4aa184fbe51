using Orleans.Concurrency;
using Undercurrent.Execution;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>
/// Reads the record for clients: from the store when all silos share it, else from each silo's own, put together.
/// </summary>
[StatelessWorker]
internal sealed class RecordsGrain(TaskHost host, ClusterView cluster, RunFinder runs) : IRecordsGrain, IIncomingGrainCallFilter
{
    private readonly JoinedActions _joined = new(cluster);

    public Task Invoke(IIncomingGrainCallContext context) => StoreAway.GuardAsync(context);

    public async Task<byte[]?> GetRunAsync(string runId)
    {
        if (await runs.FindAsync(RunId.Parse(runId)).ConfigureAwait(true) is not { } run)
        {
            return null;
        }

        if (host.Store.IsShared)
        {
            return RecordsJson.Write(run);
        }

        // Who warns is the silo that executes, which need not be the one that has the launch.
        var warnings = await cluster.AskEachAsync(silo => silo.GetWarningsAsync(runId)).ConfigureAwait(true);
        return RecordsJson.Write(run with
        {
            Warnings = [.. warnings.SelectMany(some => RecordsJson.Read<RunWarning[]>(some.Value)!).OrderBy(warning => warning.At)],
        });
    }

    public async Task<byte[]> FindRunsAsync(byte[] query)
    {
        var parsed = RecordsJson.Read<RunQuery>(query)!;
        if (host.Store.IsShared)
        {
            return RecordsJson.Write(await host.Store.FindRunsAsync(parsed).ConfigureAwait(true));
        }

        return RecordsJson.Write(parsed is { InAnyAction: true, Context.Count: > 0 }
            ? await FindRunsByActionsAsync(parsed).ConfigureAwait(true)
            : await FindRunsAsync(parsed).ConfigureAwait(true));
    }

    public async Task<byte[]?> GetActionAsync(string runId, string actionId)
    {
        if (host.Store.IsShared)
        {
            return await host.Store.GetActionAsync(RunId.Parse(runId), ActionId.Parse(actionId)).ConfigureAwait(true) is { } action
                ? RecordsJson.Write(action)
                : null;
        }

        var answers = await cluster.AskEachAsync(silo => silo.GetActionAsync(runId, actionId)).ConfigureAwait(true);
        var parts = answers.Select(answer => RecordsJson.Read<ActionRecord>(answer.Value)).OfType<ActionRecord>().ToArray();
        return parts.Length == 0 ? null : RecordsJson.Write(Paging.Join(parts));
    }

    public async Task<byte[]> GetChildrenAsync(string runId, string? parentId, int size, string? after)
    {
        var page = new PageRequest { Size = size, After = after };
        if (host.Store.IsShared)
        {
            ActionId? parent = parentId is null ? null : ActionId.Parse(parentId);
            return RecordsJson.Write(await host.Store.GetChildrenAsync(RunId.Parse(runId), parent, page).ConfigureAwait(true));
        }

        return RecordsJson.Write(await _joined.GetChildrenAsync(runId, parentId, page).ConfigureAwait(true));
    }

    public async Task<byte[]> CountChildrenAsync(string runId, string? parentId)
    {
        var run = RunId.Parse(runId);
        ActionId? parent = parentId is null ? null : ActionId.Parse(parentId);
        if (host.Store.IsShared)
        {
            return RecordsJson.Write(await host.Store.CountChildrenAsync(run, parent).ConfigureAwait(true));
        }

        return RecordsJson.Write(await _joined.CountChildrenAsync(runId, parentId).ConfigureAwait(true));
    }

    public async Task<byte[]> GetSlowestChildrenAsync(string runId, string? parentId, int count)
    {
        ActionId? parent = parentId is null ? null : ActionId.Parse(parentId);
        return RecordsJson.Write(host.Store.IsShared
            ? await host.Store.GetSlowestChildrenAsync(RunId.Parse(runId), parent, count).ConfigureAwait(true)
            : await _joined.GetSlowestChildrenAsync(runId, parentId, count).ConfigureAwait(true));
    }

    public async Task<byte[]> CountActionsAsync(string runId, byte[] query)
    {
        var parsed = RecordsJson.Read<ActionQuery>(query)!;
        return RecordsJson.Write(host.Store.IsShared
            ? await host.Store.CountActionsAsync(RunId.Parse(runId), parsed).ConfigureAwait(true)
            : await _joined.CountActionsAsync(runId, parsed).ConfigureAwait(true));
    }

    public async Task<byte[]> GetContextsAsync(string runId, int max) =>
        RecordsJson.Write(host.Store.IsShared
            ? await host.Store.GetContextsAsync(RunId.Parse(runId), max).ConfigureAwait(true)
            : await _joined.GetContextsAsync(runId, max).ConfigureAwait(true));

    public async Task<byte[]> FindActionsAsync(string runId, byte[] query)
    {
        var parsed = RecordsJson.Read<ActionQuery>(query)!;
        if (host.Store.IsShared)
        {
            return RecordsJson.Write(await host.Store.FindActionsAsync(RunId.Parse(runId), parsed).ConfigureAwait(true));
        }

        return RecordsJson.Write(await _joined.FindActionsAsync(runId, parsed).ConfigureAwait(true));
    }

    public async Task<EventsMessage> ReadEventsAsync(string runId, Dictionary<string, long> positions)
    {
        var (events, next) = host.Store.IsShared
            ? await ReadSharedAsync(runId, positions.GetValueOrDefault(EventsMessage.Shared)).ConfigureAwait(true)
            : await ReadFromSilosAsync(runId, positions).ConfigureAwait(true);

        // Where nothing is new, the run may be unknown, or lost since the last look: its end would never come.
        var run = events.Count > 0 ? null : await runs.FindAsync(RunId.Parse(runId)).ConfigureAwait(true);
        return new EventsMessage(events.Count > 0 || run is not null, RecordsJson.Write(events), next, run?.EndedAt is not null);
    }

    private async Task<Page<RunRecord>> FindRunsAsync(RunQuery query)
    {
        var sent = RecordsJson.Write(query);
        return Paging.JoinRuns(PagesOf<RunRecord>(await cluster.AskEachAsync(silo => silo.FindRunsAsync(sent)).ConfigureAwait(true)), query.Page);
    }

    // The silo that recorded the launch need not have recorded the action that saw the key: each run is asked about.
    private async Task<Page<RunRecord>> FindRunsByActionsAsync(RunQuery query)
    {
        var cut = new PageCut<RunRecord>(query.Page.Size, PageMark.Of, Paging.PayloadOf);
        var (isFull, after) = (false, query.Page.After);
        do
        {
            var page = await FindRunsAsync(query with { Context = null, Page = new PageRequest { Size = PageRequest.MaxSize, After = after } }).ConfigureAwait(true);
            foreach (var run in page.Items)
            {
                isFull = await IsSeenAsync(run, query.Context!).ConfigureAwait(true) && !cut.TryAdd(run);
                if (isFull)
                {
                    break;
                }
            }

            after = page.Next;
        }
        while (!isFull && after is not null);

        return cut.Page;
    }

    // Of several keys each may be seen by another action; the launch's are the root's.
    private async Task<bool> IsSeenAsync(RunRecord run, IReadOnlyDictionary<string, string> context)
    {
        foreach (var (key, value) in context)
        {
            var one = RecordsJson.Write(new ActionQuery { Context = new Dictionary<string, string> { [key] = value }, Page = new PageRequest { Size = 1 } });
            if (run.Context.Find(key)?.Value != value
                && (await cluster.AskEachAsync(silo => silo.FindActionsAsync(run.RunId.Value, one)).ConfigureAwait(true))
                    .All(page => RecordsJson.Read<Page<ActionRecord>>(page.Value)!.Items.Count == 0))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<(IReadOnlyList<RunEvent> Events, Dictionary<string, long> Positions)> ReadSharedAsync(string runId, long after)
    {
        var events = await host.Store.ReadEventsAsync(RunId.Parse(runId), after, SiloGrain.EventsAtATime).ConfigureAwait(true);
        return (events, new() { [EventsMessage.Shared] = events.Count == 0 ? after : events[^1].Sequence });
    }

    private Task<(IReadOnlyList<RunEvent> Events, Dictionary<string, long> Positions)> ReadFromSilosAsync(string runId, Dictionary<string, long> positions)
    {
        var bySilo = positions.Where(position => position.Key != EventsMessage.Shared).ToDictionary(StringComparer.Ordinal);
        return JoinedEvents.ReadAsync(
            async read => await cluster.AskEachAsync(silo => ReadFromSiloAsync(silo, runId, read)).ConfigureAwait(true), bySilo, SiloGrain.EventsAtATime);
    }

    private static async Task<IReadOnlyList<RunEvent>> ReadFromSiloAsync(ISiloGrain silo, string runId, IReadOnlyDictionary<string, long> positions) =>
        RecordsJson.Read<RunEvent[]>(await silo.ReadEventsAsync(runId, positions.GetValueOrDefault(silo.GetPrimaryKeyString())).ConfigureAwait(true))!;

    private static Page<T>[] PagesOf<T>(IEnumerable<KeyValuePair<string, byte[]>> pages) =>
        [.. pages.Select(page => RecordsJson.Read<Page<T>>(page.Value)!)];
}
