using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>The rows of a run that are shown.</summary>
/// <param name="Rows">In order.</param>
/// <param name="Scale">Where a time lies on their bars.</param>
/// <param name="Root">The run's root; null while it is not recorded.</param>
/// <param name="RootChildren">The states of what the root called.</param>
public sealed record Tree(IReadOnlyList<TreeRow> Rows, TimeScale Scale, ActionRecord? Root, IReadOnlyDictionary<ActionState, long> RootChildren)
{
    /// <summary>Until when what has not ended is drawn.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether rows that are to be open are shown closed, since the page has very many already.</summary>
    public bool IsCut { get; init; }
}
