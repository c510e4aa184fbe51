using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>What stands out of a large set.</summary>
internal static class FeaturedChildren
{
    public static async Task<IReadOnlyList<ActionRecord>> InStateAsync(
        IRunRecords records, RunId run, ActionId parent, ActionState state, int count, CancellationToken cancellationToken) => (await records.FindActionsAsync(
            run, new ActionQuery { ParentId = parent, State = state, Page = new PageRequest { Size = count } }, cancellationToken)).Items;

    public static Task<IReadOnlyList<ActionRecord>> SlowestAsync(
        IRunRecords records, RunId run, ActionId parent, int count, CancellationToken cancellationToken) =>
        records.GetSlowestChildrenAsync(run, parent, count, cancellationToken);
}
