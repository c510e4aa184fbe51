namespace Undercurrent.Execution;

/// <summary>What follows an attempt that did not succeed. Pure, but for the predicate: it reads no clock and changes nothing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long the next attempt has still to wait.</param>
internal readonly record struct RetryDecision(RetryReason Reason, TimeSpan Delay)
{
    // Long enough for the cluster to learn that a silo stops, short enough for nobody to notice.
    private static readonly TimeSpan HandOverDelay = TimeSpan.FromMilliseconds(100);

    public bool TryAgain => Reason is RetryReason.FailedTryAgain or RetryReason.LostTryAgain or RetryReason.HandedOverTryAgain;

    /// <summary>What the predicate threw.</summary>
    public Exception? Error { get; private init; }

    /// <param name="tried">The attempt.</param>
    /// <param name="options">The task's options.</param>
    public static RetryDecision After(in Tried tried, TaskOptions options)
    {
        var decision = ByOutcome(tried, options.Retry);
        if (!decision.TryAgain)
        {
            return decision;
        }

        // Due at the same time, whoever computes it and however late; behind a crash it may be over.
        var due = tried.EndedAt + decision.Delay;
        var begin = due > tried.Now ? due : tried.Now;
        return ByTime(begin, tried.Call.CalledAt, options) is { } tooLate ? new(tooLate, TimeSpan.Zero) : decision with { Delay = begin - tried.Now };
    }

    /// <summary>The outcome of the action when it is not tried again: that of the attempt, with why when that doesn't say it.</summary>
    public Outcome Final(in Tried tried, TaskOptions options) => Reason switch
    {
        RetryReason.LostTooOften => Outcome.LostTooOften(tried.Outcome.Failure!, tried.Lost),
        RetryReason.DeadlinePassed when tried.Outcome.Kind == OutcomeKind.Lost =>
            Outcome.LostForGood(tried.Outcome.Failure!, $"RetryOptions.Deadline ({options.Retry.Deadline}) is over, and no attempt begins behind it"),
        RetryReason.ActionTimeOver when tried.Outcome.Kind == OutcomeKind.Lost =>
            Outcome.LostForGood(tried.Outcome.Failure!, $"TimeoutOptions.Action ({options.Timeout.Action}) is over"),
        _ => tried.Outcome,
    };

    private static RetryDecision ByOutcome(in Tried tried, RetryOptions options)
    {
        var outcome = tried.Outcome;
        if (outcome.IsHandedOver)
        {
            return new(RetryReason.HandedOverTryAgain, HandOverDelay);
        }

        if (outcome.Kind == OutcomeKind.Lost)
        {
            return new(tried.Lost < options.MaxLostAttempts ? RetryReason.LostTryAgain : RetryReason.LostTooOften, TimeSpan.Zero);
        }

        if (!outcome.CanRetry)
        {
            return new(RetryReason.NotRetryable, TimeSpan.Zero);
        }

        if (tried.Failed >= options.MaxAttempts)
        {
            return new(RetryReason.NoAttemptsLeft, TimeSpan.Zero);
        }

        var (reason, error) = RetryFilter.Decide(outcome.Failure!, options);
        return reason == RetryReason.FailedTryAgain
            ? new(reason, RetryDelay.After(tried.Call, tried.Failed, options))
            : new(reason, TimeSpan.Zero) { Error = error };
    }

    private static RetryReason? ByTime(DateTimeOffset begin, DateTimeOffset calledAt, TaskOptions options) =>
        options.Retry.Deadline is { } deadline && begin > calledAt + deadline ? RetryReason.DeadlinePassed
        : options.Timeout.Action is { } limit && begin >= calledAt + limit ? RetryReason.ActionTimeOver
        : null;
}
