namespace Undercurrent.Execution;

/// <summary>What follows an attempt that did not succeed. Pure: it reads no clock and changes nothing.</summary>
internal readonly record struct RetryDecision(RetryReason Reason, TimeSpan Delay)
{
    public bool TryAgain => Reason is RetryReason.FailedTryAgain or RetryReason.LostTryAgain;

    /// <param name="outcome">How the attempt ended: failed or lost.</param>
    /// <param name="attempt">Its number, from 1.</param>
    /// <param name="lost">How many attempts up to and with this one were lost.</param>
    /// <param name="options">The task's options.</param>
    public static RetryDecision After(Outcome outcome, int attempt, int lost, RetryOptions options)
    {
        if (outcome.Kind == OutcomeKind.Lost)
        {
            return new(lost < options.MaxLostAttempts ? RetryReason.LostTryAgain : RetryReason.LostTooOften, TimeSpan.Zero);
        }

        if (!outcome.CanRetry)
        {
            return new(RetryReason.CallIsWrong, TimeSpan.Zero);
        }

        return attempt - lost < options.MaxAttempts
            ? new(RetryReason.FailedTryAgain, options.Delay)
            : new(RetryReason.NoAttemptsLeft, TimeSpan.Zero);
    }
}
