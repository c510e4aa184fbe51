using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Undercurrent.Execution;

namespace Undercurrent.Cli.Dev;

/// <summary>
/// Logs to standard error: standard output has the one line that says that all is ready. What is logged inside actions is
/// recorded in their runs too, whatever the level on standard error.
/// </summary>
internal static class DevLogging
{
    public static void Configure(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);

        // That the web server can't start is said by the command, in one sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddRunLog().AddFilter<RunLoggerProvider>(category: null, LogLevel.Information);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
