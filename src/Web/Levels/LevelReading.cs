using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Levels;

/// <summary>Reads one level of a run's tree: a page of what an action called, and what stands out of a large set.</summary>
internal static class LevelReading
{
    /// <summary>How many of the failed, and of the slowest, are shown beside a page.</summary>
    public const int Few = 5;

    /// <param name="records">The record.</param>
    /// <param name="runId">The run; of an unknown one the level is empty.</param>
    /// <param name="parentId">The action whose calls are read; null for the level of the root.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LevelJson> ReadAsync(
        IRunRecords records, RunId runId, ActionId? parentId, PageRequest page, CancellationToken cancellationToken = default)
    {
        var counts = await records.CountChildrenAsync(runId, parentId, cancellationToken);
        var items = await records.GetChildrenAsync(runId, parentId, page, cancellationToken);
        var total = counts.Values.Sum();
        var standsOut = page.After is null && items.Next is not null;
        return new LevelJson
        {
            ParentId = parentId?.ToString(),
            Counts = counts.ToJson(),
            Total = total,
            Items = ToJson(items.Items),
            Next = items.Next,
            Failed = standsOut ? await FailedAsync(records, runId, parentId, counts, cancellationToken) : null,
            Slowest = standsOut ? ToJson(await records.GetSlowestChildrenAsync(runId, parentId, Few, cancellationToken)) : null,
        };
    }

    private static async Task<IReadOnlyList<ActionJson>> FailedAsync(
        IRunRecords records, RunId runId, ActionId? parentId, IReadOnlyDictionary<ActionState, long> counts, CancellationToken cancellationToken)
    {
        if (counts.GetValueOrDefault(ActionState.Failed) == 0)
        {
            return [];
        }

        var query = new ActionQuery { State = ActionState.Failed, ParentId = parentId, Page = new PageRequest { Size = Few } };
        return ToJson((await records.FindActionsAsync(runId, query, cancellationToken)).Items);
    }

    private static ActionJson[] ToJson(IEnumerable<ActionRecord> actions) => [.. actions.Select(action => action.ToJson())];
}
