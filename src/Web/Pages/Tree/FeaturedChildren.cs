using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>What stands out of a large set.</summary>
internal static class FeaturedChildren
{
    public static Task<IReadOnlyList<ActionRecord>> FailedAsync(
        IRunRecords records, RunId run, ActionId parent, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ActionRecord>>([]);

    public static Task<IReadOnlyList<ActionRecord>> SlowestAsync(
        IRunRecords records, RunId run, ActionId parent, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ActionRecord>>([]);
}
