using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>What a call makes of what was found under its key. Pure: it reads no clock and changes nothing.</summary>
internal static class CacheDecision
{
    /// <summary>Whether the result of a call is looked up and kept at all.</summary>
    public static bool IsCached(CachePolicy policy, RunCache run) => policy.IsOn && run != RunCache.Off;

    /// <summary>Whether the body runs in any case.</summary>
    public static bool IsOverridden(CachePolicy policy, RunCache run) => policy.Override || run == RunCache.Override;

    /// <param name="found">What the store has under the call's key; null for nothing.</param>
    /// <param name="policy">The policy of the call.</param>
    /// <param name="run">What the run says.</param>
    /// <param name="now">The time of the call.</param>
    public static CacheReason For(CacheEntry? found, CachePolicy policy, RunCache run, DateTimeOffset now)
    {
        if (IsOverridden(policy, run))
        {
            return CacheReason.Overridden;
        }

        // The store takes those away that have expired by the policy that they were made under; this call's may be stricter.
        return found is null ? CacheReason.Missing
            : policy.Expiry is { } expiry && now - found.CreatedAt >= expiry ? CacheReason.TooOld
            : CacheReason.Hit;
    }
}
