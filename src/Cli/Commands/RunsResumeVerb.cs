using System.CommandLine;
using Undercurrent.Cli.Output;
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
        var run = await call.Api.ResumeAsync(call.Get(RunArgument.Run), call.Cancellation);
        if (run.EndedAt is not null)
        {
            call.Words.Say($"It has ended: {StateText.Of(run.State)}. A run that has ended is launched again: undercurrent runs rerun {run.Id}");
        }

        return await Launched.GoOnAsync(call, run, timeout);
    }
}
