using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Watching;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs logs RUN</c>: what the bodies of a run reported and logged.</summary>
internal static class RunsLogsVerb
{
    private static readonly Option<string?> Action = new("--action") { Description = "Only this action's.", HelpName = "action" };

    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on until the run has ended." };

    public static Command Create(CliHost host)
    {
        var command = new Command("logs", "Prints the lines that the tasks of a run reported and logged.") { RunArgument.Run, Action, Follow };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var (run, action) = (call.Get(RunArgument.Run), call.Get(Action));
        if (!call.Get(Follow))
        {
            EventJson[] lines = [.. (await call.Api.GetEventsAsync(run, action, call.Cancellation)).Where(IsLine)];
            if (call.Printer.Format == OutputFormat.Json)
            {
                call.Printer.One(new PageJson<EventJson>(lines, null), static _ => { });
                return ExitCode.Ok;
            }

            Array.ForEach(lines, line => Write(call, line));
            if (lines.Length == 0)
            {
                call.Words.Say("No task has reported or logged anything.");
            }

            return ExitCode.Ok;
        }

        if (call.Printer.Format == OutputFormat.Json)
        {
            throw CommandException.Usage("-o json is one document, which --follow never ends; use -o jsonl.");
        }

        await using var watcher = new SilentWatcher(call.Words);
        await foreach (var happened in call.Api.FollowAsync(run, action, watcher, call.Cancellation))
        {
            if (IsLine(happened))
            {
                Write(call, happened);
            }
        }

        return ExitCode.Ok;
    }

    private static bool IsLine(EventJson happened) => happened.Kind is RunEventKind.Reported or RunEventKind.Logged;

    private static void Write(CommandCall call, EventJson line)
    {
        if (call.Printer.Format != OutputFormat.Table)
        {
            call.Printer.Line(line);
            return;
        }

        var level = line.Level is { } logged and not "information" ? $"{logged}: " : "";
        call.Printer.Text($"{TimeText.Clock(line.At, call.Time)}  {line.Task}  {level}{line.Message}");
    }
}
