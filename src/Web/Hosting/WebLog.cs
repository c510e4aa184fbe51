using Microsoft.Extensions.Logging;

namespace Undercurrent.Web.Hosting;

/// <summary>The log lines of the web server: event ids 6001 to 6099, never used again for another.</summary>
internal static partial class WebLog
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "The token '{Token}' is wrong, revoked or expired: a request from {Address} was refused.")]
    public static partial void TokenRefused(ILogger logger, string token, string address);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, Message = "The tokens file can't be used; the tokens of before hold on. {Error}")]
    public static partial void TokensKept(ILogger logger, string error);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Information, Message = "The tokens file {Path} was read: {Count} tokens.")]
    public static partial void TokensRead(ILogger logger, string path, int count);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Warning, Message = "The tokens file {Path} can be read by every user of this machine; allow its owner alone (chmod 600).")]
    public static partial void TokensReadable(ILogger logger, string path);

    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, Message = "The list of runs can't be followed at the moment: {Error}")]
    public static partial void WatchFailed(ILogger logger, string error);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Error, Message = "The tokens file {Path} is gone: nobody is let in until it is back.")]
    public static partial void TokensGone(ILogger logger, string path);
}
