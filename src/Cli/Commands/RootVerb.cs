using System.CommandLine;
using Undercurrent.Cli.Settings;

namespace Undercurrent.Cli.Commands;

/// <summary>The whole command line.</summary>
internal static class RootVerb
{
    public static RootCommand Create(CliHost host)
    {
        var root = new RootCommand("Launches, finds, follows and steers runs of tasks, and hosts tasks on a desk.")
        {
            RunVerb.Create(host),
            RunsVerb.Create(host),
            TasksVerb.Create(host),
            SignalVerb.Create(host),
            DevVerb.Create(host),
            ConfigVerb.Create(host),
            TokenVerb.Create(host),
            DoctorVerb.Create(host),
            CompletionVerb.Create(host),
            CompleteVerb.Create(host),
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        return root;
    }
}
