using System.CommandLine;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary>Asks before something that can't be taken back.</summary>
internal static class Confirmation
{
    public static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Don't ask." };

    /// <exception cref="CommandException">The answer is no, or nobody can be asked.</exception>
    public static void Ask(CommandCall call, string question)
    {
        if (call.Get(Yes))
        {
            return;
        }

        if (!call.Screen.InIsTerminal)
        {
            throw CommandException.Usage($"{question} Nobody can be asked here; say --yes.");
        }

        call.Screen.Err.Write($"{Output.Shown.Line(question)} [y/N] ");
        if (call.Screen.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new CommandException(ExitCode.Cancelled, "Nothing was done.");
        }
    }
}
