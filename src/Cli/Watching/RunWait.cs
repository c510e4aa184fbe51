using Undercurrent.Cli.Client;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Waits for the end of a run, prints its result and ends with the exit code of its outcome.</summary>
internal static class RunWait
{
    public static async Task<int> ForEndAsync(CommandCall call, RunJson run, bool watch, TimeSpan? timeout)
    {
        if (run.State == RunState.Interrupted)
        {
            throw RunOutcomes.Interrupted(run.Id);
        }

        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, call.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, limit.Token);
        try
        {
            await FollowAsync(call, run, watch, either.Token);
            run = await call.Api.GetRunAsync(run.Id, either.Token);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            call.Words.Say($"The run {run.Id} goes on.");
            call.Words.Next("watch", $"undercurrent runs watch {run.Id}");
            call.Words.Next("cancel", $"undercurrent runs cancel {run.Id}");
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CommandException(
                ExitCode.TimedOut, $"The run {run.Id} has not ended within {TimeText.Duration(timeout!.Value.TotalMilliseconds)}; it goes on.",
                $"undercurrent runs watch {run.Id}, or undercurrent runs cancel {run.Id}");
        }

        return End(call, run, isTold: watch && call.Printer.Format == OutputFormat.Jsonl);
    }

    // Prints what came of it, unless the events told that.
    private static int End(CommandCall call, RunJson run, bool isTold)
    {
        var error = RunOutcomes.ErrorOf(run);
        if (isTold)
        {
            return error is null ? ExitCode.Ok : throw error;
        }

        if (call.Printer.Format != OutputFormat.Table)
        {
            call.Printer.One(run, static _ => { });
        }
        else if (error is null && run.Output is { } output)
        {
            call.Screen.Out.WriteLine(JsonText.ForPeople(output));
        }

        return error is null ? ExitCode.Ok : throw error;
    }

    private static async Task FollowAsync(CommandCall call, RunJson run, bool watch, CancellationToken cancellation)
    {
        await using IRunWatcher watcher = watch ? Watchers.For(call, run) : new SilentWatcher(call.Words);
        await foreach (var happened in call.Api.FollowAsync(run.Id, null, watcher, cancellation))
        {
            watcher.On(happened);
        }
    }
}
