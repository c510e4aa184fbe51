using System.CommandLine;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs</c>: what is recorded of runs, and what can be done with them.</summary>
internal static class RunsVerb
{
    public static Command Create(CliHost host) => new("runs", "Finds, shows, follows and steers runs.")
    {
        RunsListVerb.Create(host),
        RunsShowVerb.Create(host),
        RunsTreeVerb.Create(host),
        RunsWatchVerb.Create(host),
        RunsLogsVerb.Create(host),
        RunsContextVerb.Create(host),
        RunsCancelVerb.Create(host),
        RunsRerunVerb.Create(host),
        RunsResumeVerb.Create(host),
    };
}
