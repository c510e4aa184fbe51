using Microsoft.Extensions.Logging;

namespace Undercurrent.Execution;

/// <summary>What the cache logs. Event ids are never used again for another event.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(1301, LogLevel.Warning, "The cache could not be asked for a result of {Task} (action {ActionId}); its body runs")]
    public static partial void NotFound(ILogger logger, string task, ActionId actionId, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "The result of {Task} (action {ActionId}) could not be kept in the cache; the next call runs its body again")]
    public static partial void NotPut(ILogger logger, string task, ActionId actionId, Exception exception);

    [LoggerMessage(1303, LogLevel.Warning, "{Task} (action {ActionId}) could not be held, renewed or released in the cache; an equal call may run at the same time")]
    public static partial void NotHeld(ILogger logger, string task, ActionId actionId, Exception exception);

    [LoggerMessage(1304, LogLevel.Warning, "{Task} has a cache policy, but its result of {Size} bytes is not cached: the limit is {Limit} bytes. Store large data elsewhere and return its address. Said once for a task")]
    public static partial void TooLarge(ILogger logger, string task, int size, int limit);

    [LoggerMessage(1305, LogLevel.Warning, "{Task} (action {ActionId}) runs on, but lost its hold in the cache: it could not be renewed in time, and an equal call may run as well")]
    public static partial void HoldLost(ILogger logger, string task, ActionId actionId);
}
