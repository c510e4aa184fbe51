using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>Searches in a run: the record is asked, so that folded rows are found too.</summary>
internal static class FindReader
{
    private const int PageSize = 50;

    public static async Task<(Tree Tree, IReadOnlyDictionary<ActionState, long> Counts, string? Next)> ReadAsync(
        IRunRecords records, RunRecord run, RunView view, ActionQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var page = await records.FindActionsAsync(run.RunId, query with { Page = new PageRequest { Size = PageSize, After = view.After } }, cancellationToken);
        var counts = await records.CountActionsAsync(run.RunId, query, cancellationToken);
        var root = await records.GetActionAsync(run.RunId, run.RootActionId, cancellationToken);
        var cause = RootCause.Of(run.Failure);
        var rows = new List<TreeRow>();
        foreach (var action in page.Items)
        {
            rows.Add(new TreeRow
            {
                Kind = TreeRowKind.Action,
                Id = $"r-{action.ActionId}",
                Level = 1,
                Action = action,
                IsRootCause = action.ActionId == cause,
                Children = await records.CountChildrenAsync(run.RunId, action.ActionId, cancellationToken),
                ShowUrl = (view with { Query = null, After = null, Show = action.ActionId }).Url + $"#r-{action.ActionId}",
            });
        }

        var until = LeftOpen.Until(run, page.Items, now);
        var busy = page.Items.SelectMany(action => BusyTimes.Of(action, isSeenThrough: false, until, run.State));
        var scale = TimeScale.Of(run.LaunchedAt, run.EndedAt ?? until, busy);
        var children = await records.CountChildrenAsync(run.RunId, run.RootActionId, cancellationToken);
        return (new Tree(rows, scale, root, children) { Until = until }, counts, page.Next is null ? null : (view with { After = page.Next }).Url);
    }
}
