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

    /// <summary>
    /// Whether <see cref="Context"/> is looked for in every action, overrides included (rule V3); by default only in the
    /// context of the launch. Of several keys each may be found in another action.
    /// </summary>
    public bool InAnyAction { get; init; }

    /// <summary>Only failed runs whose failure has all words of this text, in any order and case; a word is letters and digits.</summary>
    public string? ErrorText { get; init; }

    /// <summary>Only runs with all these labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Only runs launched at or after this time.</summary>
    public DateTimeOffset? LaunchedFrom { get; init; }

    /// <summary>Only runs launched before this time.</summary>
    public DateTimeOffset? LaunchedBefore { get; init; }

    /// <summary>Which page.</summary>
    public PageRequest Page { get; init; }

    internal bool FitsContext(CustomContext context) =>
        Context is null || Context.All(wanted => context.Find(wanted.Key)?.Value == wanted.Value);

    /// <summary>All conditions but that on the contexts of actions, which the run's record doesn't have.</summary>
    internal bool Fits(RunRecord run) =>
        (State is null || run.State == State)
        && (Task is null || run.Task == Task)
        && (LaunchedFrom is null || run.LaunchedAt >= LaunchedFrom)
        && (LaunchedBefore is null || run.LaunchedAt < LaunchedBefore)
        && (ErrorText is null || ErrorWords.Of(run.Failure).IsSupersetOf(ErrorWords.Of(ErrorText)))
        && (InAnyAction || FitsContext(run.Context))
        && (Labels is null || Labels.All(wanted => run.Labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value));
}
