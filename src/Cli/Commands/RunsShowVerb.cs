using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Records;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs show RUN</c>: a run, or one of its actions, with all that is known of it.</summary>
internal static class RunsShowVerb
{
    private static readonly Option<string?> At = new("--at") { Description = "An action of the run instead of the run.", HelpName = "action" };

    public static Command Create(CliHost host)
    {
        var command = new Command("show", "Shows a run, or one of its actions.") { RunArgument.Run, At };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var id = call.Get(RunArgument.Run);
        if (call.Get(At) is { } at)
        {
            var action = await call.Api.GetActionAsync(id, at, call.Cancellation);
            var state = call.Printer.Format == OutputFormat.Table ? (await call.Api.GetRunAsync(id, call.Cancellation)).State : default;
            call.Printer.One(action, writer => ActionSheet.Write(action, state, writer, call.Screen.ColorsOut, call.Time));
        }
        else
        {
            var run = await call.Api.GetRunAsync(id, call.Cancellation);
            call.Printer.One(run, writer => RunSheet.Write(run, writer, call.Screen.ColorsOut, call.Time));
            if (run.State == RunState.Interrupted)
            {
                call.Words.Next("resume", $"undercurrent runs resume {run.Id}");
            }
        }

        return ExitCode.Ok;
    }
}
