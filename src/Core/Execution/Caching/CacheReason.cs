namespace Undercurrent.Execution;

/// <summary>Why a call takes a cached result, or not.</summary>
internal enum CacheReason
{
    /// <summary>There is one that fits.</summary>
    Hit,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is one that is older than the policy of who asks allows.</summary>
    TooOld,

    /// <summary>The policy or the run has the body run in any case.</summary>
    Overridden,
}
