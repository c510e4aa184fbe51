namespace Undercurrent.Web.Contract;

/// <summary>What one action called: a page of it in the order of the calls, and what stands out of a large set.</summary>
public sealed record LevelJson
{
    /// <summary>The action whose calls these are; absent for the level of the root.</summary>
    public string? ParentId { get; init; }

    /// <summary>How many there are in each state; states without any are absent.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>How many there are.</summary>
    public required long Total { get; init; }

    /// <summary>A page of them.</summary>
    public required IReadOnlyList<ActionJson> Items { get; init; }

    /// <summary>Pass it as <c>after</c> for the next page; absent on the last.</summary>
    public string? Next { get; init; }

    /// <summary>The first few that failed; absent unless the set is larger than a page, on its first page.</summary>
    public IReadOnlyList<ActionJson>? Failed { get; init; }

    /// <summary>The few that took longest, longest first; absent unless the set is larger than a page, on its first page.</summary>
    public IReadOnlyList<ActionJson>? Slowest { get; init; }
}
