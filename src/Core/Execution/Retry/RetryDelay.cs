namespace Undercurrent.Execution;

/// <summary>How long an action waits for its next attempt. Pure: nothing of it has to be stored, since it comes out the same each time.</summary>
internal static class RetryDelay
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>The delay behind a failed attempt.</summary>
    /// <param name="call">The call: its run and action choose the jitter.</param>
    /// <param name="failed">How many attempts have failed, from 1.</param>
    /// <param name="options">The task's options.</param>
    public static TimeSpan After(ActionCall call, int failed, RetryOptions options)
    {
        if (options.Delay == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var full = Math.Min(options.Delay.Ticks * Math.Pow(options.BackoffFactor, failed - 1), options.MaxDelay.Ticks);

        // In whole milliseconds, as timers count: then whoever waits waits for just this time.
        return TimeSpan.FromMilliseconds((long)(full * (1 - (options.Jitter * Share(call, failed))) / TimeSpan.TicksPerMillisecond));
    }

    // From 0 to 1. Ids of actions are the same in runs of the same inputs, so the run has to take part: a thousand runs that
    // failed together would wait together.
    private static double Share(ActionCall call, int failed)
    {
        var hash = FnvOffset;
        foreach (var character in call.RunId.Value)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        hash = (hash ^ (ulong)call.ActionId.Hash) * FnvPrime;
        hash = (hash ^ (ulong)(call.ActionId.Hash >> 64)) * FnvPrime;
        hash = (hash ^ (uint)call.ActionId.Ordinal) * FnvPrime;
        hash = Mix((hash ^ (uint)failed) * FnvPrime);
        return (hash >> 11) * (1.0 / (1UL << 53));
    }

    // The end of SplitMix64: without it ids that differ in their last bits would get shares that hardly differ.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
