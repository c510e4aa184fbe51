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

    /// <summary>The call itself is wrong: the same inputs would fail again.</summary>
    CallIsWrong,
}
