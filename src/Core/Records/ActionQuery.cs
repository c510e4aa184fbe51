namespace Undercurrent.Records;

/// <summary>What to look for among the actions of a run. Every condition that is set must hold. Immutable.</summary>
public sealed record ActionQuery
{
    /// <summary>Only actions in this state.</summary>
    public ActionState? State { get; init; }

    /// <summary>Only actions of this task.</summary>
    public string? Task { get; init; }

    /// <summary>Only actions that started with all these context keys and values (rule V3).</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Only actions that this one called; null for all of the run.</summary>
    public ActionId? ParentId { get; init; }

    /// <summary>
    /// Only actions whose body read this context key (<see cref="ActionRecord.Reads"/>, rule V2); null for all. It is recorded
    /// when an attempt ends, so what still runs in its first one is not among them.
    /// </summary>
    public string? Reads { get; init; }

    /// <summary>Only failed actions whose failure has all words of this text, in any order and case; a word is letters and digits.</summary>
    public string? ErrorText { get; init; }

    /// <summary>Which page.</summary>
    public PageRequest Page { get; init; }

    internal bool Fits(ActionRecord action) =>
        (State is null || action.State == State)
        && (Task is null || action.Task == Task)
        && (ParentId is null || action.ParentId == ParentId)
        && FitsOutcome(action.Failure, action.Reads)
        && (Context is null || Context.All(wanted => action.Context.Find(wanted.Key)?.Value == wanted.Value));

    /// <summary>The conditions for which an action's failure and reads have to be looked into.</summary>
    internal bool FitsOutcome(TaskFailure? failure, IReadOnlyList<string> reads) =>
        (ErrorText is null || ErrorWords.Of(failure).IsSupersetOf(ErrorWords.Of(ErrorText)))
        && (Reads is null || reads.Contains(Reads));
}
