using Microsoft.Extensions.Logging;

namespace Undercurrent.Storage;

/// <summary>What the stores log. Event ids are never used again for another event.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The run store {Store} is away: {Error} What has happened is kept and written when it is back; runs wait for it")]
    public static partial void Away(ILogger logger, string store, string error);

    [LoggerMessage(5002, LogLevel.Information, "The run store {Store} is back")]
    public static partial void Back(ILogger logger, string store);

    [LoggerMessage(5003, LogLevel.Error, "The entry {Entry} of run {RunId} can't be recorded")]
    public static partial void EntryRefused(ILogger logger, string entry, RunId runId, Exception exception);

    [LoggerMessage(5004, LogLevel.Information, "Removed {Count} old runs")]
    public static partial void RemovedRuns(ILogger logger, int count);

    [LoggerMessage(5005, LogLevel.Warning, "Removing old runs did not succeed; it is tried again later")]
    public static partial void RemovalFailed(ILogger logger, Exception exception);

    [LoggerMessage(5006, LogLevel.Information, "Marked {Count} runs as interrupted: the processes that ran them are gone")]
    public static partial void MarkedInterrupted(ILogger logger, int count);

    [LoggerMessage(5301, LogLevel.Warning, "A note on cached results could not be written; it is of no harm, but equal calls may wait longer, or results go earlier")]
    public static partial void CacheNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(5302, LogLevel.Warning, "Removing cached results that are too old or too many did not succeed; it is tried again later")]
    public static partial void CacheNotTrimmed(ILogger logger, Exception exception);

    [LoggerMessage(5007, LogLevel.Warning, "Looking for what other processes recorded did not succeed; it is tried again")]
    public static partial void PollFailed(ILogger logger, Exception exception);
}
