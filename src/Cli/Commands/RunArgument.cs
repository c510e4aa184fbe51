using System.CommandLine;

namespace Undercurrent.Cli.Commands;

/// <summary>The run that a verb is about.</summary>
internal static class RunArgument
{
    public static readonly Argument<string> Run = new("run") { Description = "The run's id." };
}
