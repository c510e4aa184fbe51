namespace Undercurrent.Execution;

/// <summary>How something ended. The numbers travel: don't change them.</summary>
internal enum OutcomeKind
{
    Succeeded = 0,
    Failed = 1,
    Cancelled = 2,
    Lost = 3,

    /// <summary>The run has another owner by now: whatever this one did counts no more. Never recorded.</summary>
    Superseded = 4,
}
