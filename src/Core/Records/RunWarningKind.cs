namespace Undercurrent.Records;

/// <summary>What a warning is about.</summary>
public enum RunWarningKind
{
    /// <summary>
    /// After a crash an action was run again and did not ask for the same actions as before. What its body does depends on
    /// something else than its inputs, its context and its children.
    /// </summary>
    NotDeterministic = 0,
}
