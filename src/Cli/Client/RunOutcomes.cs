using Undercurrent.Cli.Errors;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>What the end of a run means for the command that waited for it.</summary>
internal static class RunOutcomes
{
    /// <summary>The error that the run's end is; null when it succeeded.</summary>
    public static CommandException? ErrorOf(RunJson run) => run.State switch
    {
        RunState.Failed => Failed(run),
        RunState.Cancelled => new CommandException(ExitCode.Cancelled, $"The run {run.Id} was cancelled.", $"undercurrent runs tree {run.Id} shows how far it got."),
        RunState.Interrupted => Interrupted(run.Id),
        _ => null,
    };

    public static CommandException Interrupted(string run) => new(
        ExitCode.Interrupted, $"The run {run} was interrupted: the process that ran it is gone. What it has done is recorded.",
        $"Let it go on: undercurrent runs resume {run}");

    private static CommandException Failed(RunJson run)
    {
        if (run.Failure is not { } failure)
        {
            return new CommandException(ExitCode.Failed, $"The run {run.Id} failed.", $"undercurrent runs show {run.Id}");
        }

        var leaf = failure;
        var thrown = failure;
        while (leaf.Cause is { } cause)
        {
            leaf = cause;

            // The causes inside one exception have no action of their own.
            thrown = leaf.ActionId is null ? thrown : leaf;
        }

        // What the task threw often says more than what led to it: which address, which name.
        var detail = new List<string>();
        if (!ReferenceEquals(thrown, leaf))
        {
            detail.Add($"thrown as {thrown.Type}: {thrown.Message}");
        }

        if (thrown.Task is { } task)
        {
            detail.Add($"in {task}{(thrown.ActionId is { } action ? $", action {action}" : "")}{(thrown.Attempt is { } attempt ? $", attempt {attempt}" : "")}");
        }

        if ((leaf.UserFrame ?? thrown.UserFrame) is { } frame)
        {
            detail.Add($"at {frame.Method} in {frame.File}:{frame.Line}");
        }

        return new CommandException(
            ExitCode.Failed, $"The run {run.Id} ({run.Task}) failed: {leaf.Type}: {leaf.Message}",
            $"undercurrent runs show {run.Id}; when the cause is mended: undercurrent runs rerun {run.Id} --from failure", string.Join('\n', detail));
    }
}
