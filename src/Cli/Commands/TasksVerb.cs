using System.CommandLine;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent tasks</c>: what can be launched.</summary>
internal static class TasksVerb
{
    public static Command Create(CliHost host) => new("tasks", "Shows what can be launched.") { TasksListVerb.Create(host), TasksShowVerb.Create(host) };
}
