using System.CommandLine;
using Undercurrent.Cli.Completion;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent completion SHELL</c>: prints the script that lets a shell complete command lines.</summary>
internal static class CompletionVerb
{
    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh, fish or pwsh." };

    public static Command Create(CliHost host)
    {
        Shell.CompletionSources.Clear();
        Shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        var command = new Command("completion", "Prints the script with which a shell completes command lines, task names included.") { Shell };
        host.Does(command, Run);
        return command;
    }

    private static Task<int> Run(CommandCall call)
    {
        var shell = call.Get(Shell);
        var script = CompletionScripts.Find(shell) ?? throw CommandException.Usage($"There is no script for '{shell}'; allowed are {string.Join(", ", CompletionScripts.Shells)}.");
        call.Screen.Out.Write(script.Text);
        call.Words.Next("install", script.Install);
        return Task.FromResult(ExitCode.Ok);
    }
}
