namespace Undercurrent.Records;

/// <summary>What to look for among the runs. Every condition that is set must hold. Immutable.</summary>
public sealed record RunQuery
{
    /// <summary>Only runs in this state.</summary>
    public RunState? State { get; init; }

    /// <summary>Only runs of this root task.</summary>
    public string? Task { get; init; }

    /// <summary>Only runs whose launch had all these context keys with these values.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Only runs with all these labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Only runs launched at or after this time.</summary>
    public DateTimeOffset? LaunchedFrom { get; init; }

    /// <summary>Only runs launched before this time.</summary>
    public DateTimeOffset? LaunchedBefore { get; init; }

    /// <summary>Which page.</summary>
    public PageRequest Page { get; init; }

    internal bool Fits(RunRecord run) =>
        (State is null || run.State == State)
        && (Task is null || run.Task == Task)
        && (LaunchedFrom is null || run.LaunchedAt >= LaunchedFrom)
        && (LaunchedBefore is null || run.LaunchedAt < LaunchedBefore)
        && (Context is null || Context.All(wanted => run.Context.TryGetValue(wanted.Key, out var value) && value == wanted.Value))
        && (Labels is null || Labels.All(wanted => run.Labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value));
}
