using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>The levels of a run all of whose actions are here.</summary>
internal sealed class WholeRun(IReadOnlyList<ActionJson> actions) : ILevels
{
    private const int Few = 5;

    // In the order of the calls.
    private readonly ILookup<string, ActionJson> _byParent = actions.ToLookup(action => action.ParentId ?? "", StringComparer.Ordinal);

    public Task<LevelJson> ReadAsync(string? parent, int most, CancellationToken cancellation)
    {
        ActionJson[] all = [.. _byParent[parent ?? ""]];
        var isLarge = all.Length > most;
        return Task.FromResult(new LevelJson
        {
            ParentId = parent,
            Counts = all.CountBy(action => StateText.Of(action.State)).ToDictionary(count => count.Key, count => (long)count.Value),
            Total = all.Length,
            Items = isLarge ? all[..most] : all,
            Failed = isLarge ? [.. all.Where(action => action.State == ActionState.Failed).Take(Few)] : null,
            Slowest = isLarge ? [.. all.OrderByDescending(action => action.DurationMs).Take(Few)] : null,
        });
    }
}
