namespace Undercurrent.Execution;

/// <summary>What follows an attempt that did not succeed. Pure: it reads no clock and changes nothing.</summary>
internal readonly record struct RetryDecision(RetryReason Reason, TimeSpan Delay)
{
    // Long enough for the cluster to learn that a silo stops, short enough for nobody to notice.
    private static readonly TimeSpan HandOverDelay = TimeSpan.FromMilliseconds(100);

    public bool TryAgain => Reason is RetryReason.FailedTryAgain or RetryReason.LostTryAgain or RetryReason.HandedOverTryAgain;

    /// <param name="outcome">How the attempt ended: failed or lost.</param>
    /// <param name="failed">How many attempts up to and with this one failed.</param>
    /// <param name="lost">How many up to and with this one were lost without anything achieved in between.</param>
    /// <param name="options">The task's options.</param>
    public static RetryDecision After(Outcome outcome, int failed, int lost, RetryOptions options)
    {
        if (outcome.IsHandedOver)
        {
            return new(RetryReason.HandedOverTryAgain, HandOverDelay);
        }

        if (outcome.Kind == OutcomeKind.Lost)
        {
            return new(lost < options.MaxLostAttempts ? RetryReason.LostTryAgain : RetryReason.LostTooOften, TimeSpan.Zero);
        }

        if (!outcome.CanRetry)
        {
            return new(RetryReason.CallIsWrong, TimeSpan.Zero);
        }

        return failed < options.MaxAttempts
            ? new(RetryReason.FailedTryAgain, options.Delay)
            : new(RetryReason.NoAttemptsLeft, TimeSpan.Zero);
    }
}
