namespace Undercurrent.Records;

/// <summary>What a warning is about.</summary>
public enum RunWarningKind
{
    /// <summary>
    /// After a crash an action was run again and did not ask for the same actions as before. What its body does depends on
    /// something else than its inputs, its context and its children.
    /// </summary>
    NotDeterministic = 0,

    /// <summary>
    /// The result of a cached task depends on a context key that its cache key hasn't: it may be given where another value
    /// holds. The message names task, key and remedy.
    /// </summary>
    CachedTaskReadsContext = 1,
}
