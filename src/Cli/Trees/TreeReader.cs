using Undercurrent.Cli.Client;
using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>Asks for the part of a run's tree that is shown: one request for each level that is opened.</summary>
internal sealed class TreeReader(ApiClient api, string run, TreeShape shape)
{
    private const int MostPageSize = 500;

    private int _shown;

    /// <summary>The tree from an action downward; from the root without one.</summary>
    public async Task<IReadOnlyList<TreeNode>> ReadAsync(string? at, CancellationToken cancellation)
    {
        if (at is not null)
        {
            return [await OpenAsync(await api.GetActionAsync(run, at, cancellation), 0, cancellation)];
        }

        var roots = await api.GetLevelAsync(run, null, 1, null, cancellation);
        var nodes = new List<TreeNode>();
        foreach (var root in roots.Items)
        {
            nodes.Add(await OpenAsync(root, 0, cancellation));
        }

        return nodes;
    }

    private async Task<TreeNode> OpenAsync(ActionJson action, int depth, CancellationToken cancellation)
    {
        _shown++;
        var known = action.Children;
        if (known is { Count: 0 } || action.Source is not null || depth >= shape.Depth || _shown >= shape.Budget || (shape.OnlyOpen && depth > 0 && !IsOpen(action)))
        {
            return new TreeNode(action, [], known ?? new Dictionary<string, long>(), known?.Values.Sum() ?? 0);
        }

        var (shown, counts) = await ReadLevelAsync(action.Id, cancellation);
        var children = new List<TreeNode>();
        foreach (var child in shown)
        {
            if (_shown >= shape.Budget)
            {
                break;
            }

            children.Add(await OpenAsync(child, depth + 1, cancellation));
        }

        return new TreeNode(action, children, Without(counts, children), Math.Max(0, counts.Values.Sum() - children.Count));
    }

    private async Task<(IReadOnlyList<ActionJson> Shown, IReadOnlyDictionary<string, long> Counts)> ReadLevelAsync(string parent, CancellationToken cancellation)
    {
        var level = await api.GetLevelAsync(run, parent, Math.Min(shape.Breadth, MostPageSize), null, cancellation);
        if (level.Total <= shape.Breadth)
        {
            var all = level.Items.ToList();
            for (var after = level.Next; after is not null;)
            {
                var page = await api.GetLevelAsync(run, parent, MostPageSize, after, cancellation);
                all.AddRange(page.Items);
                after = page.Next;
            }

            return (shape.OnlyOpen ? [.. all.Where(IsOpen)] : all, level.Counts);
        }

        // What stands out of many: what failed, and what took longest.
        var standing = (level.Failed ?? []).Concat(shape.OnlyOpen ? [.. level.Items.Where(IsOpen)] : level.Slowest ?? []);
        return ([.. standing.DistinctBy(action => action.Id)], level.Counts);
    }

    private static bool IsOpen(ActionJson action) => action.State is not (ActionState.Succeeded or ActionState.Cancelled);

    private static Dictionary<string, long> Without(IReadOnlyDictionary<string, long> counts, List<TreeNode> shown)
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
