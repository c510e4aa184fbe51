namespace Undercurrent.Execution;

/// <summary>Why an action is tried again, or not.</summary>
internal enum RetryReason
{
    /// <summary>It failed and has attempts left.</summary>
    FailedTryAgain,

    /// <summary>Its silo stopped and gave it up; that counts for nothing.</summary>
    HandedOverTryAgain,

    /// <summary>Its silo was lost; that is no failure of the task.</summary>
    LostTryAgain,

    /// <summary>It failed as often as it may.</summary>
    NoAttemptsLeft,

    /// <summary>Attempts were lost as often as they may.</summary>
    LostTooOften,

    /// <summary>The failure says so itself: the call is wrong, the body asked for it, or the action's time is over.</summary>
    NotRetryable,

    /// <summary>Failures of its type are not tried again.</summary>
    TypeNotRetried,

    /// <summary>The predicate didn't agree.</summary>
    PredicateDisagreed,

    /// <summary>The predicate threw.</summary>
    PredicateThrew,

    /// <summary>The next attempt would begin behind the deadline.</summary>
    DeadlinePassed,

    /// <summary>The next attempt would begin when the action's time is over.</summary>
    ActionTimeOver,
}
