using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Undercurrent.Web.Access;

/// <summary>
/// The host's loggers, without that of the framework's antiforgery: to it the cookie of before a restart, which a browser sends with
/// every page, is an error with a stack trace. It is none: the page brings a new one, and who sends a form is told.
/// </summary>
/// <param name="loggers">The host's; they stay the host's to dispose.</param>
internal sealed class AccessLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    private const string Antiforgery = "Microsoft.AspNetCore.Antiforgery";

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(Antiforgery, StringComparison.Ordinal) ? NullLogger.Instance : loggers.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose()
    {
        // Nothing of its own.
    }
}
