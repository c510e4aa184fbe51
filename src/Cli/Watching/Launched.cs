using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>What a verb does with the run that it has just launched: tell its id, or wait for its end.</summary>
internal static class Launched
{
    public static async Task<int> GoOnAsync(CommandCall call, RunJson run, TimeSpan? timeout)
    {
        if (call.Get(WaitOptions.Watch) || call.Get(WaitOptions.Wait))
        {
            call.Words.Say($"run {run.Id} of {run.Task}");
            return await RunWait.ForEndAsync(call, run, call.Get(WaitOptions.Watch), timeout);
        }

        call.Printer.One(run, _ => call.Printer.Text(run.Id));
        call.Words.Next("watch", $"undercurrent runs watch {run.Id}");
        call.Words.Next("page", PageOf(call, run.Id));
        return ExitCode.Ok;
    }

    public static string PageOf(CommandCall call, string run) => $"{call.Api.Connection.Url}/runs/{run}";
}
