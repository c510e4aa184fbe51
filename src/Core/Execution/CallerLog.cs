using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>What the execution logs. Event ids are never used again for another event.</summary>
internal static partial class CallerLog
{
    [LoggerMessage(1001, LogLevel.Information, "Attempt {Attempt} of {Task} (action {ActionId}) did not succeed: {Failure}. Next: {Reason}")]
    public static partial void AttemptEnded(ILogger logger, string task, ActionId actionId, int attempt, RetryReason reason, string failure);

    [LoggerMessage(1002, LogLevel.Warning, "The bodies of run {RunId} were asked to stop; after {Grace} some had not heeded their token and were abandoned")]
    public static partial void BodiesAbandoned(ILogger logger, RunId runId, TimeSpan grace);

    [LoggerMessage(1004, LogLevel.Error, "A callback that a body had registered on its cancellation token threw")]
    public static partial void CallbackThrew(ILogger logger, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "The run {RunId} is not resumed: {Reason}")]
    public static partial void NotResumed(ILogger logger, RunId runId, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "{Runs} runs could not be given up in order, perhaps because the store is away; they are found as interrupted later")]
    public static partial void NotGivenUp(ILogger logger, int runs);

    [LoggerMessage(1007, LogLevel.Error, "RetryOptions.RetryWhen of {Task} threw, so the failure of action {ActionId} is final")]
    public static partial void PredicateThrew(ILogger logger, string task, ActionId actionId, Exception exception);

    [LoggerMessage(1008, LogLevel.Warning, "The body of {Task} (action {ActionId}, attempt {Attempt}) was asked to stop; it did not within {Grace} and was abandoned")]
    public static partial void BodyAbandoned(ILogger logger, string task, ActionId actionId, int attempt, TimeSpan grace);

    [LoggerMessage(1003, LogLevel.Error, "Run {RunId} of {Task} broke down outside its task")]
    public static partial void RunBroke(ILogger logger, RunId runId, string task, Exception exception);

    [LoggerMessage(1009, LogLevel.Warning, "Run {RunId}, action {ActionId}: {Warning}")]
    public static partial void CachedTaskReadsContext(ILogger logger, RunId runId, ActionId actionId, string warning);
}
