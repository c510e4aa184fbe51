using System.CommandLine;
using Undercurrent.Cli.Watching;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent run TASK</c>: launches a run.</summary>
internal static class RunVerb
{
    private static readonly Argument<string> Task = new("task") { Description = "The task, as in hello_world.root. undercurrent tasks list shows them." };

    public static Command Create(CliHost host)
    {
        var command = new Command("run", "Launches a run and prints its id; with --wait or --watch, its result.")
        {
            Task,
            LaunchOptions.Input,
            LaunchOptions.Inputs,
            LaunchOptions.Context,
            LaunchOptions.ContextFiles,
            LaunchOptions.Label,
            LaunchOptions.Id,
            LaunchOptions.MaxConcurrency,
            LaunchOptions.Cache,
            WaitOptions.Watch,
            WaitOptions.Wait,
            WaitOptions.Timeout,
        };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var timeout = WaitOptions.ReadTimeout(call);
        var name = call.Get(Task);
        var start = new StartRunJson
        {
            Task = name,
            Context = LaunchOptions.ReadContext(call),
            Labels = LaunchOptions.ReadLabels(call),
            Inputs = await LaunchOptions.ReadInputsAsync(call, () => call.Api.GetTaskAsync(name, call.Cancellation)),
            Id = call.Get(LaunchOptions.Id),
            MaxConcurrency = call.Get(LaunchOptions.MaxConcurrency),
            Cache = call.Get(LaunchOptions.Cache),
        };
        return await Launched.GoOnAsync(call, await call.Api.StartAsync(start, call.Cancellation), timeout);
    }
}
