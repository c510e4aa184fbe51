namespace Undercurrent.Execution;

/// <summary>The attempt's time is over, or the action's.</summary>
internal sealed class TimedOut(AttemptLimit limit) : Interruption
{
    public override TimeSpan Grace => limit.Grace;

    /// <summary>The action's time is over before an attempt has begun.</summary>
    public static Outcome BeforeAttempt(ActionCall call, AttemptLimit limit) =>
        new TimedOut(limit).Failed(call, $"The attempt {call.Attempt} was not begun any more.");

    /// <summary>It waited for its place for as long as it may.</summary>
    public static Outcome InQueue(ActionCall call, TimeSpan limit) => Outcome.Failed(
        FailureFactory.Of(
            new TimeoutException($"The attempt {call.Attempt} of '{call.Task}' waited longer than {limit} for its place, which is its TimeoutOptions.Queue; it was not begun. "
                + "More may run at a time with MaxConcurrency, of the task, its environment or the run."),
            call),
        canRetry: false);

    /// <summary>Its next attempt waited for its place until behind the deadline.</summary>
    public static Outcome BehindDeadline(ActionCall call, TimeSpan limit) => Outcome.Failed(
        FailureFactory.Of(
            new TimeoutException($"The attempt {call.Attempt} of '{call.Task}' waited for its place until RetryOptions.Deadline ({limit}) was over, behind which none begins."),
            call),
        canRetry: false);

    // Whatever it returned or threw: its time was over.
    public override Outcome Instead(ActionCall call, Outcome outcome)
    {
        var failed = Failed(call, "Its body was asked to stop, and ended.");
        return outcome.Kind == OutcomeKind.Failed ? Outcome.Failed(failed.Failure! with { Cause = outcome.Failure }, failed.CanRetry) : failed;
    }

    public override Outcome Abandoned(ActionCall call) => Failed(
        call,
        $"Its body was asked to stop, did not end within {limit.Grace} (TimeoutOptions.Grace) and was abandoned: it may still be running. "
        + "Pass TaskContext.Current.CancellationToken on to what it awaits.");

    private Outcome Failed(ActionCall call, string how) => Outcome.Failed(
        FailureFactory.Of(
            new TimeoutException(limit.IsOfAction
                ? $"The action of '{call.Task}' took longer than {limit.Option} from its call, which is its TimeoutOptions.Action. {how}"
                : $"The attempt {call.Attempt} of '{call.Task}' took longer than {limit.Option}, which is its TimeoutOptions.Attempt. {how}"),
            call),
        canRetry: !limit.IsOfAction);
}
