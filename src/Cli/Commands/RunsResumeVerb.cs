using System.CommandLine;
using Undercurrent.Cli.Watching;

namespace Undercurrent.Cli.Commands;

/// <summary><c>undercurrent runs resume RUN</c>: lets an interrupted run go on.</summary>
internal static class RunsResumeVerb
{
    public static Command Create(CliHost host)
    {
        var command = new Command("resume", "Lets an interrupted run go on from what is recorded.")
        {
            RunArgument.Run,
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
        return await Launched.GoOnAsync(call, await call.Api.ResumeAsync(call.Get(RunArgument.Run), call.Cancellation), timeout);
    }
}
