using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>
/// Reads the rows of a run that are to be shown, and no more: of a large set the failed and the slowest few and a page
/// in call order, so that a run of any size opens as fast as a small one.
/// </summary>
internal sealed class TreeReader(IRunRecords records, RunRecord run, RunView view, DateTimeOffset now)
{
    /// <summary>A set of more than this is folded.</summary>
    public const int Few = 20;

    /// <summary>How many of a folded set the next page has.</summary>
    public const int PageSize = 100;

    /// <summary>A page of so many rows opens no more of them, and says so.</summary>
    public const int MostRows = 800;

    private const int MostFeatured = 5;

    private readonly List<TreeRow> _rows = [];
    private readonly HashSet<ActionId> _placed = [];
    private readonly HashSet<ActionId> _named = [];
    private readonly List<(ActionRecord Action, bool IsSeenThrough)> _drawn = [];
    private OpenRows _open = null!;
    private List<ActionRecord> _way = [];
    private ActionId? _rootCause;
    private bool _isCut;

    public async Task<Tree> ReadAsync(CancellationToken cancellationToken)
    {
        _rootCause = RootCause.Of(run.Failure);
        var root = await records.GetActionAsync(run.RunId, run.RootActionId, cancellationToken);
        IReadOnlyDictionary<ActionState, long> children = new Dictionary<ActionState, long>();
        if (root is not null)
        {
            _way = await OpenRows.ReadWayAsync(records, run.RunId, view.Show ?? (view.Open is null ? _rootCause : null), cancellationToken);
            _open = await OpenRows.ReadAsync(records, run, view.Open, _way, cancellationToken);
            children = await records.CountChildrenAsync(run.RunId, root.ActionId, cancellationToken);
            await AddAsync(root, "r", 1, 1, 1, children, cancellationToken);
        }

        var until = LeftOpen.Until(run, _drawn.Select(drawn => drawn.Action), now);
        var busy = _drawn.SelectMany(drawn => BusyTimes.Of(drawn.Action, drawn.IsSeenThrough, until, run.State));
        return new Tree(_rows, TimeScale.Of(run.LaunchedAt, run.EndedAt ?? until, busy), root, children) { Until = until, IsCut = _isCut };
    }

    private async Task AddAsync(
        ActionRecord action, string prefix, int level, int? position, long? setSize,
        IReadOnlyDictionary<ActionState, long>? children, CancellationToken cancellationToken)
    {
        children ??= await records.CountChildrenAsync(run.RunId, action.ActionId, cancellationToken);
        _open.Note(action);
        var isFirst = _placed.Add(action.ActionId);
        var isToBeOpen = isFirst && children.Count > 0 && _open.Contains(action.ActionId);
        var isOpen = isToBeOpen && _rows.Count < MostRows;
        _isCut |= isToBeOpen && !isOpen;
        _rows.Add(new TreeRow
        {
            Kind = TreeRowKind.Action,
            Id = $"{(prefix != "r" || _named.Add(action.ActionId) ? prefix : "o")}-{action.ActionId}",
            Level = level,
            Action = action,
            Position = position,
            SetSize = setSize,
            Children = children,
            IsOpen = children.Count == 0 ? null : isOpen,
            ToggleUrl = children.Count == 0 ? null : UrlWith(action.ActionId, !isOpen),
            IsRootCause = action.ActionId == _rootCause,
            IsShown = action.ActionId == view.Show,
        });
        var isWhole = isOpen && await AddLevelAsync(action.ActionId, level + 1, children, cancellationToken);
        _drawn.Add((action, isWhole));
    }

    /// <returns>Whether all of the level is shown.</returns>
    private async Task<bool> AddLevelAsync(
        ActionId parent, int level, IReadOnlyDictionary<ActionState, long> counts, CancellationToken cancellationToken)
    {
        var total = counts.Values.Sum();
        var mark = _open.MarkOf(parent);
        if (total <= Few)
        {
            var all = await records.GetChildrenAsync(run.RunId, parent, new PageRequest { Size = Few }, cancellationToken);
            foreach (var (index, child) in all.Items.Index())
            {
                await AddAsync(child, "r", level, index + 1, all.Items.Count, null, cancellationToken);
            }

            return all.Next is null;
        }

        if (mark is null)
        {
            await AddFeaturedAsync(parent, level, counts, cancellationToken);
        }

        var page = await records.GetChildrenAsync(
            run.RunId, parent, new PageRequest { Size = mark is null ? Few : PageSize, After = mark }, cancellationToken);
        AddGroup(parent, "g", level, $"In call order: {(mark is null ? $"the first {Words.Count(page.Items.Count)} of {Words.Count(total)}" : $"{Words.Count(page.Items.Count)} more of {Words.Count(total)}")}");
        foreach (var (index, child) in page.Items.Index())
        {
            await AddAsync(child, "r", level, mark is null ? index + 1 : null, total, null, cancellationToken);
        }

        if (page.Next is not null || mark is not null)
        {
            _rows.Add(new TreeRow
            {
                Kind = TreeRowKind.More,
                Id = $"m-{parent}",
                Level = level,
                NextUrl = page.Next is null ? null : $"{UrlWith(parent, isOpen: true, page.Next)}#gg-{parent}",
                FirstUrl = mark is null ? null : $"{UrlWith(parent, isOpen: true)}#gg-{parent}",
            });
        }

        return false;
    }

    private async Task AddFeaturedAsync(
        ActionId parent, int level, IReadOnlyDictionary<ActionState, long> counts, CancellationToken cancellationToken)
    {
        var onWay = _way.Where(action => action.ParentId == parent).ToList();
        if (onWay.Count > 0)
        {
            AddGroup(parent, "w", level, view.Show is null ? "On the way to the root cause" : "On the way to the action that was asked for");
            await AddAllAsync(onWay, "r");
        }

        if (counts.GetValueOrDefault(ActionState.Failed) is > 0 and var failures)
        {
            await AddSomeAsync("x", "Failed", ActionState.Failed, failures, "f");
        }

        if (counts.GetValueOrDefault(ActionState.Running) is > 0 and var running)
        {
            await AddSomeAsync("n", run.State == RunState.Interrupted ? "Interrupted" : "Running now", ActionState.Running, running, "n");
        }

        if (counts.GetValueOrDefault(ActionState.WaitingToRetry) is > 0 and var waiting)
        {
            await AddSomeAsync("t", run.State == RunState.Interrupted ? "Interrupted before a retry" : "Waiting to retry", ActionState.WaitingToRetry, waiting, "t");
        }

        var slowest = await FeaturedChildren.SlowestAsync(records, run.RunId, parent, MostFeatured, cancellationToken);
        if (slowest.Count > 0)
        {
            AddGroup(parent, "s", level, $"Slowest: {slowest.Count}");
            await AddAllAsync(slowest, "s");
        }

        // What is on the way stands there already.
        async Task AddSomeAsync(string letter, string what, ActionState state, long count, string prefix)
        {
            var some = (await FeaturedChildren.InStateAsync(records, run.RunId, parent, state, MostFeatured + onWay.Count, cancellationToken))
                .Where(action => onWay.All(other => other.ActionId != action.ActionId)).Take(MostFeatured).ToList();
            if (some.Count > 0)
            {
                AddGroup(parent, letter, level, count > some.Count ? $"{what}: {some.Count} of {Words.Count(count)}" : $"{what}: {some.Count}");
                await AddAllAsync(some, prefix);
            }
        }

        async Task AddAllAsync(IReadOnlyList<ActionRecord> actions, string prefix)
        {
            foreach (var action in actions)
            {
                await AddAsync(action, prefix, level, null, null, null, cancellationToken);
            }
        }
    }

    private string UrlWith(ActionId row, bool isOpen, string? mark = null) => (view with { Open = _open.With(row, isOpen, mark), Show = null }).Url;

    private void AddGroup(ActionId parent, string letter, int level, string text) =>
        _rows.Add(new TreeRow { Kind = TreeRowKind.Group, Id = $"g{letter}-{parent}", Level = level, Text = text });
}
