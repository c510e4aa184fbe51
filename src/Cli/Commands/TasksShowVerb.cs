using System.CommandLine;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent tasks show TASK</c>.</summary>
internal static class TasksShowVerb
{
    private static readonly Argument<string> Task = new("task") { Description = "The task's name." };

    public static Command Create(CliHost host)
    {
        var command = new Command("show", "Shows a task: its inputs with their schemas, its result, how to launch it.") { Task };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var task = await call.Api.GetTaskAsync(call.Get(Task), call.Cancellation);
        call.Printer.One(task, writer => TaskSheet.Write(task, writer, call.Screen.ColorsOut));
        return ExitCode.Ok;
    }
}
