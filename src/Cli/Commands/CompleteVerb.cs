using System.CommandLine;
using Undercurrent.Cli.Completion;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent complete -- LINE</c>: what could stand at the cursor. The scripts of <c>completion</c> call it.</summary>
internal static class CompleteVerb
{
    private static readonly Argument<string> Line = new("line") { Description = "The command line." };

    private static readonly Option<int?> Position = new("--position") { Description = "The cursor's place in it; else its end." };

    public static Command Create(CliHost host)
    {
        var command = new Command("complete", "What could stand at the cursor of a command line.") { Line, Position };
        command.Hidden = true;
        host.Does(command, call => RunAsync(host, call));
        return command;
    }

    // A shell that waits for completions is no place for errors.
    private static async Task<int> RunAsync(CliHost host, CommandCall call)
    {
        var line = call.Get(Line);
        var position = Math.Clamp(call.Get(Position) ?? line.Length, 0, line.Length);
        foreach (var word in await Completions.OfAsync(RootVerb.Create(host), line, position, host, call.Cancellation))
        {
            call.Printer.Text(word);
        }

        return ExitCode.Ok;
    }
}
