namespace Undercurrent.Execution;

/// <summary>Which failures are tried again, by their type and by the predicate.</summary>
internal static class RetryFilter
{
    /// <summary><see cref="RetryReason.FailedTryAgain"/>, or why not; and what the predicate threw.</summary>
    public static (RetryReason Reason, Exception? Error) Decide(TaskFailure failure, RetryOptions options)
    {
        if (options.FinalTypes.Any(failure.IsOf) || (options.RetriedTypes.Count > 0 && !options.RetriedTypes.Any(failure.IsOf)))
        {
            return (RetryReason.TypeNotRetried, null);
        }

        try
        {
            return (options.RetryWhen is null || options.RetryWhen(failure) ? RetryReason.FailedTryAgain : RetryReason.PredicateDisagreed, null);
        }
        catch (Exception exception)
        {
            return (RetryReason.PredicateThrew, exception);
        }
    }
}
