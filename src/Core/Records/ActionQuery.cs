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

    /// <summary>Only failed actions whose failure has all words of this text, in any order and case; a word is letters and digits.</summary>
    public string? ErrorText { get; init; }

    /// <summary>Which page.</summary>
    public PageRequest Page { get; init; }

    internal bool Fits(ActionRecord action) =>
        (State is null || action.State == State)
        && (Task is null || action.Task == Task)
        && (ErrorText is null || ErrorWords.Of(action.Failure).IsSupersetOf(ErrorWords.Of(ErrorText)))
        && (Context is null || Context.All(wanted => action.Context.Find(wanted.Key)?.Value == wanted.Value));
}
