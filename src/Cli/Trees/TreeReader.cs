using Undercurrent.Cli.Client;
using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>Reads the part of a run's tree that is shown.</summary>
internal sealed class TreeReader(ApiClient api, string run, TreeShape shape)
{
    // A run of so many actions comes at once; of a larger one only the levels that are opened.
    private const int WholeSize = 500;

    // A query without a condition.
    private const string Anything = " ";

    private int _shown;

    /// <summary>The tree from an action downward; from the root without one.</summary>
    public async Task<IReadOnlyList<ActionNode>> ReadAsync(string? at, CancellationToken cancellation)
    {
        _shown = 0;
        var levels = await ChooseAsync(cancellation);
        var tops = at is not null ? [await api.GetActionAsync(run, at, cancellation)] : (await levels.ReadAsync(null, shape.MostOfLevel, cancellation)).Items;
        var nodes = new List<ActionNode>();
        foreach (var top in tops)
        {
            nodes.Add(await OpenAsync(levels, top, 0, cancellation));
        }

        return nodes;
    }

    private async Task<ILevels> ChooseAsync(CancellationToken cancellation)
    {
        var page = await api.FindActionsAsync(run, Anything, WholeSize, null, cancellation);
        if (page.Next is null)
        {
            return new WholeRun(page.Items);
        }

        if (!shape.IsWhole)
        {
            return new LevelByLevel(api, run);
        }

        var all = page.Items.ToList();
        while (page.Next is { } after)
        {
            page = await api.FindActionsAsync(run, Anything, WholeSize, after, cancellation);
            all.AddRange(page.Items);
        }

        return new WholeRun(all);
    }

    private async Task<ActionNode> OpenAsync(ILevels levels, ActionJson action, int depth, CancellationToken cancellation)
    {
        _shown++;
        if (action.Source is not null || _shown >= shape.Budget || (shape.OnlyOpen && depth > 0 && !IsOpen(action)))
        {
            return new ActionNode(action, [], new Dictionary<string, long>(), 0);
        }

        var level = await levels.ReadAsync(action.Id, depth < shape.Depth ? shape.MostOfLevel : 1, cancellation);
        var children = new List<ActionNode>();
        foreach (var child in depth < shape.Depth ? Choose(level) : [])
        {
            if (_shown >= shape.Budget)
            {
                break;
            }

            children.Add(await OpenAsync(levels, child, depth + 1, cancellation));
        }

        return new ActionNode(action, children, Without(level.Counts, children), Math.Max(0, level.Total - children.Count));
    }

    private IEnumerable<ActionJson> Choose(LevelJson level)
    {
        // What stands out of many: what failed, and what took longest.
        var shown = level.Total <= shape.Breadth ? level.Items : [.. (level.Failed ?? []).Concat(level.Slowest ?? []).DistinctBy(action => action.Id)];
        return shape.OnlyOpen ? shown.Concat(level.Items).DistinctBy(action => action.Id).Where(IsOpen).Take(shape.MostOfLevel) : shown;
    }

    private static bool IsOpen(ActionJson action) => action.State is not (ActionState.Succeeded or ActionState.Cancelled);

    private static Dictionary<string, long> Without(IReadOnlyDictionary<string, long> counts, List<ActionNode> shown)
    {
        var left = counts.ToDictionary();
        foreach (var state in shown.Select(node => StateText.Of(node.Action.State)))
        {
            left[state] = left.GetValueOrDefault(state) - 1;
        }

        // What changed between two requests may be missing in the counts.
        return left.Where(count => count.Value > 0).ToDictionary();
    }
}
