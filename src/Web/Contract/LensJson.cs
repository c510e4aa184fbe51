namespace Undercurrent.Web.Contract;

/// <summary>The context of a run or an action, seen through: where each value came from, what it overrode, who saw it, who read it.</summary>
public sealed record LensJson
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The action whose context this is; absent for all values in the run.</summary>
    public string? ActionId { get; init; }

    /// <summary>The keys, in the order in which they were first set.</summary>
    public required IReadOnlyList<LensKeyJson> Keys { get; init; }

    /// <summary>How many actions the run has so far.</summary>
    public required long Actions { get; init; }

    /// <summary>Whether the run has more distinct contexts than were looked at, so that numbers and values are lower bounds.</summary>
    public bool Truncated { get; init; }
}
