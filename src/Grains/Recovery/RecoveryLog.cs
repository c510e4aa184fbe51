using Microsoft.Extensions.Logging;

namespace Undercurrent.Grains.Recovery;

/// <summary>What the recovery logs. Event ids are never used again for another event.</summary>
internal static partial class RecoveryLog
{
    [LoggerMessage(3001, LogLevel.Information, "Took over the run {RunId} of {Task}, which {Owner} owned; {Recorded} actions answer from the record")]
    public static partial void TookOver(ILogger logger, RunId runId, string task, string owner, long recorded);

    [LoggerMessage(3002, LogLevel.Warning, "The run {RunId} has no owner any more, and this silo can't take it over: {Reason}")]
    public static partial void CannotTakeOver(ILogger logger, RunId runId, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "The run {RunId} has another owner by now; what this silo does for it ends")]
    public static partial void Lost(ILogger logger, RunId runId);

    [LoggerMessage(3004, LogLevel.Error, "Looking for runs without an owner failed; it is done again every {Interval}, until it succeeds")]
    public static partial void LookFailed(ILogger logger, TimeSpan interval, Exception exception);
}
