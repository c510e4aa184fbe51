namespace Undercurrent.Execution;

/// <summary>One call of a task: what an engine carries from the caller's side to the executing side.</summary>
internal sealed record ActionCall
{
    public required RunId RunId { get; init; }

    public required ActionId ActionId { get; init; }

    /// <summary>Null for the root.</summary>
    public required ActionId? ParentId { get; init; }

    public required string Task { get; init; }

    /// <summary>The JSON array of the inputs.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    /// <summary>Fixed when the call was made (rule S8), the same for every attempt (rule F4).</summary>
    public required CustomContext Context { get; init; }

    public required DateTimeOffset CalledAt { get; init; }

    /// <summary>From 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>
    /// How many attempts of this action were lost before this one, where the record outlives them. They are no tries of
    /// the task: what its children's outcomes are recorded under doesn't change by them.
    /// </summary>
    public int LostAttempts { get; init; }

    /// <summary>The run's owner's epoch: see <see cref="Records.JournalEntry"/>.</summary>
    public long Epoch { get; init; } = RunLaunch.FirstEpoch;

    /// <summary>
    /// Whether the action, or one above it, may have run before: then a call that its body makes is looked up in the record
    /// first.
    /// </summary>
    public bool IsReplay { get; init; }

    /// <summary>How many actions stand above this one; 0 for the root.</summary>
    public int Depth { get; init; }

    /// <summary>See <see cref="Execution.AncestorAttempts"/>.</summary>
    public string AncestorAttempts { get; init; } = Execution.AncestorAttempts.AllFirst;

    /// <summary>Whether the caller tries again when this attempt fails; the executing side records the action's state by it.</summary>
    public bool MayRetry { get; init; }

    /// <summary>What holds for the context keys that it reads, when its result is cached; null otherwise.</summary>
    public ContextGuard? Guard { get; init; }

    /// <summary>The run whose successful results are taken instead of running again; null for none.</summary>
    public RunId? TakeFrom { get; init; }

    /// <summary>The most actions of the run at a time; 0 for no limit.</summary>
    public int MaxPerRun { get; init; }

    /// <summary>The limits under which it runs, which its caller has places for; null without limits.</summary>
    public CallPlaces? Places { get; init; }

    /// <summary>How long the attempt may take; null for any time.</summary>
    public AttemptLimit? Limit { get; init; }

    /// <summary>The group that the call was made in; null for none. It takes part in nothing but the record.</summary>
    public string? Group { get; init; }

    /// <summary>What the run makes of cached results.</summary>
    public RunCache Cache { get; init; }

    /// <summary>See <see cref="Execution.CacheHolds"/>; null for nearly all.</summary>
    public string? CacheHolds { get; init; }

    /// <summary>The caller's span in W3C form, or null without one.</summary>
    public string? TraceParent { get; init; }
}
