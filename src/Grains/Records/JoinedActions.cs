using Undercurrent.Grains.Running;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>
/// What the silos know of a run's actions, put together, where each has a record of its own. An action whose attempts ran on
/// two silos is on both, and neither knows how it is now: so what counts actions reads them all, page by page.
/// </summary>
internal sealed class JoinedActions(ClusterView cluster)
{
    public async Task<Page<ActionRecord>> GetChildrenAsync(string runId, string? parentId, PageRequest page)
    {
        var pages = await cluster.AskEachAsync(silo => silo.GetChildrenAsync(runId, parentId, page.Size, page.After)).ConfigureAwait(true);
        return Paging.JoinActions(PagesOf(pages), page);
    }

    public async Task<Page<ActionRecord>> FindActionsAsync(string runId, ActionQuery query)
    {
        var sent = RecordsJson.Write(query);
        var pages = await cluster.AskEachAsync(silo => silo.FindActionsAsync(runId, sent)).ConfigureAwait(true);
        return Paging.JoinActions(PagesOf(pages), query.Page);
    }

    public async Task<Dictionary<ActionState, long>> CountChildrenAsync(string runId, string? parentId)
    {
        var counts = new Dictionary<ActionState, long>();
        await foreach (var child in AllAsync(page => GetChildrenAsync(runId, parentId, page)).ConfigureAwait(true))
        {
            Count(counts, child);
        }

        return counts;
    }

    public async Task<Dictionary<ActionState, long>> CountActionsAsync(string runId, ActionQuery query)
    {
        // What changes with an attempt is looked at only when the parts are together.
        var unchanging = query with { State = null, ErrorText = null, Reads = null };
        var counts = new Dictionary<ActionState, long>();
        await foreach (var action in AllAsync(page => FindActionsAsync(runId, unchanging with { Page = page })).ConfigureAwait(true))
        {
            if (query.Fits(action))
            {
                Count(counts, action);
            }
        }

        return counts;
    }

    public async Task<IReadOnlyList<ActionRecord>> GetSlowestChildrenAsync(string runId, string? parentId, int count)
    {
        var children = new List<ActionRecord>();
        await foreach (var child in AllAsync(page => GetChildrenAsync(runId, parentId, page)).ConfigureAwait(true))
        {
            children.Add(child);
            if (children.Count == PageRequest.MaxSize)
            {
                children = [.. Overviews.Slowest(children, count)];
            }
        }

        return Overviews.Slowest(children, count);
    }

    public async Task<IReadOnlyList<ContextUse>> GetContextsAsync(string runId, int max)
    {
        // Each action came with an object of its own; one for each context is kept.
        var known = new Dictionary<string, CustomContext>(StringComparer.Ordinal);
        var contexts = new List<CustomContext>();
        await foreach (var action in AllAsync(page => FindActionsAsync(runId, new ActionQuery { Page = page })).ConfigureAwait(true))
        {
            var packed = Convert.ToBase64String(action.Context.Packed);
            known.TryAdd(packed, action.Context);
            contexts.Add(known[packed]);
        }

        return Overviews.Contexts(contexts, max);
    }

    private static async IAsyncEnumerable<ActionRecord> AllAsync(Func<PageRequest, Task<Page<ActionRecord>>> read)
    {
        string? after = null;
        do
        {
            var page = await read(new PageRequest { Size = PageRequest.MaxSize, After = after }).ConfigureAwait(true);
            foreach (var action in page.Items)
            {
                yield return action;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private static void Count(Dictionary<ActionState, long> counts, ActionRecord action) =>
        counts[action.State] = counts.GetValueOrDefault(action.State) + 1;

    private static Page<ActionRecord>[] PagesOf(IEnumerable<KeyValuePair<string, byte[]>> pages) =>
        [.. pages.Select(page => RecordsJson.Read<Page<ActionRecord>>(page.Value)!)];
}
