using System.CommandLine;
using Undercurrent.Cli.Watching;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs watch RUN</c>: shows what happens in a run until its end.</summary>
internal static class RunsWatchVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("watch", "Shows what happens in a run until its end, then its result. The exit code is that of its outcome.")
        {
            RunArgument.Run,
            WaitOptions.Timeout,
        };
        host.Does(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call)
    {
        var timeout = WaitOptions.ReadTimeout(call);
        var run = await call.Api.GetRunAsync(call.Get(RunArgument.Run), call.Cancellation);
        return await RunWait.ForEndAsync(call, run, watch: true, timeout);
    }
}
