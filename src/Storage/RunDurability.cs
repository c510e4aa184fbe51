namespace Undercurrent.Storage;

/// <summary>When an outcome counts as recorded.</summary>
public enum RunDurability
{
    /// <summary>An action's outcome is committed before its caller sees it. The default.</summary>
    Committed = 0,

    /// <summary>
    /// Outcomes are written behind their callers' backs: after a crash the last moments may run again. Launches and runs'
    /// ends are committed first all the same, and so is the loss of an attempt: the record says whether its outcome was
    /// there already.
    /// </summary>
    Relaxed = 1,
}
