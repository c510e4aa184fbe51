using System.CommandLine;
using Undercurrent.Cli.Inputs;

namespace Undercurrent.Cli.Commands;

/// <summary>The options of what can wait for a run.</summary>
internal static class WaitOptions
{
    public static readonly Option<bool> Watch = new("--watch", "-w")
    {
        Description = "Show what happens until the run has ended, then its result. The exit code is that of its outcome.",
    };

    public static readonly Option<bool> Wait = new("--wait")
    {
        Description = "Wait until the run has ended, and print its result. The exit code is that of its outcome.",
    };

    public static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "Wait no longer than this (30s, 5m, 1h30m). The run goes on.",
        HelpName = "duration",
    };

    public static TimeSpan? ReadTimeout(CommandCall call) => call.Get(Timeout) is { } text ? DurationText.Parse(text, "--timeout", DurationText.LongestWait) : null;
}
