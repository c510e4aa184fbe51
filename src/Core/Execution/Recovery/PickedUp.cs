using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Where the attempts of a recorded action go on.</summary>
/// <param name="Outcome">The recorded outcome; null when it has none yet.</param>
/// <param name="Call">The call of the next attempt.</param>
/// <param name="Delay">How long that one has still to wait.</param>
/// <param name="LostInARow">How many attempts before it were lost in a row, without anything achieved.</param>
internal readonly record struct PickedUp(Outcome? Outcome, ActionCall Call, TimeSpan Delay, int LostInARow = 0)
{
    public static async ValueTask<PickedUp> FromAsync(TaskHost host, ActionCall call, RecordedAction recorded, TaskOptions options)
    {
        if (recorded.AncestorAttempts != call.AncestorAttempts)
        {
            // It was called by an earlier try of an ancestor; this is another call.
            return new(null, call, TimeSpan.Zero);
        }

        if (recorded.IsApart)
        {
            recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(false) ?? recorded;
        }

        if (recorded.Outcome is not null)
        {
            return new(recorded.Outcome, call, TimeSpan.Zero);
        }

        var isWaiting = recorded.State != ActionState.Running;
        var action = isWaiting || recorded.LostAttempts > 0 || options.Retry.Deadline is not null || options.Timeout.Action is not null
            ? await host.ReadAsync(store => store.GetActionAsync(call.RunId, call.ActionId)).ConfigureAwait(false)
            : null;
        call = call with { Attempt = recorded.Attempt, LostAttempts = recorded.LostAttempts, CalledAt = CalledAt(call, action) };
        var lostInARow = recorded.LostAttempts == 0 ? 0 : await LostInARowAsync(host, call, action).ConfigureAwait(false);
        return isWaiting
            ? await FromWaitingAsync(host, call, recorded, action, lostInARow, options).ConfigureAwait(false)
            : await FromRunningAsync(host, call, recorded, lostInARow, options).ConfigureAwait(false);
    }

    // It waited for its next attempt. That is due when it was, by the same decision on what is recorded of the last one.
    private static async Task<PickedUp> FromWaitingAsync(
        TaskHost host, ActionCall call, RecordedAction recorded, ActionRecord? action, int lostInARow, TaskOptions options)
    {
        var now = host.Time.GetUtcNow();
        var tried = new Tried(
            call, OutcomeOf(action?.Attempts[^1], call), recorded.Attempt - recorded.LostAttempts, lostInARow, recorded.EndedAt ?? now, now);
        var decision = RetryDecision.After(tried, options);

        // Who handed it over is gone; only a caller that asks at once would find the same silo again.
        var delay = decision.Reason == RetryReason.HandedOverTryAgain ? TimeSpan.Zero : decision.Delay;
        return decision.TryAgain
            ? new(null, call with { Attempt = recorded.Attempt + 1 }, delay, lostInARow)
            : new(await Unbegun.EndBehindAsync(host, call, decision.Final(tried, options)).ConfigureAwait(false), call, TimeSpan.Zero);
    }

    // Its host, or its caller's, was lost with it: one more that counts as for any caller.
    private static async Task<PickedUp> FromRunningAsync(TaskHost host, ActionCall call, RecordedAction recorded, int lostInARow, TaskOptions options)
    {
        var now = host.Time.GetUtcNow();
        var tried = new Tried(call, Outcome.Lost(Gone(call, recorded)), recorded.Attempt - recorded.LostAttempts - 1, lostInARow + 1, now, now);
        var decision = RetryDecision.After(tried, options);
        var outcomeOfLast = decision.TryAgain ? tried.Outcome : decision.Final(tried, options);
        var lost = new AttemptEnded(call with { MayRetry = decision.TryAgain }, outcomeOfLast, now);
        if (await host.Store.AppendAsync(lost).ConfigureAwait(false) == Appended.Refused && await OutcomeOfAsync(host, call).ConfigureAwait(true) is { } outcome)
        {
            return new(outcome, call, TimeSpan.Zero);
        }

        return decision.TryAgain
            ? new(null, call with { Attempt = recorded.Attempt + 1, LostAttempts = recorded.LostAttempts + 1 }, TimeSpan.Zero, lostInARow + 1)
            : new(Outcome.Failed(outcomeOfLast.Failure!), call, TimeSpan.Zero);
    }

    /// <summary>The recorded outcome of this very call, or null.</summary>
    public static async Task<Outcome?> OutcomeOfAsync(TaskHost host, ActionCall call) =>
        await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(false) is { Outcome: { } outcome } recorded
            && recorded.AncestorAttempts == call.AncestorAttempts
            ? outcome
            : null;

    /// <summary>
    /// What a caller is told instead of an outcome whose recording was refused: the recorded one. When there is none yet
    /// but a later attempt, this one counts no more, and the caller has to make another: a parent may run twice for a
    /// moment, on a silo that its own caller could not reach any more and again elsewhere, and both call the same child.
    /// </summary>
    public static async Task<Outcome> InsteadOfAsync(TaskHost host, ActionCall call, Outcome refused)
    {
        var recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(false);
        if (recorded is null || recorded.AncestorAttempts != call.AncestorAttempts)
        {
            return refused;
        }

        var goesOn = host.Store.IsShared && recorded.State is (ActionState.Running or ActionState.WaitingToRetry);
        return recorded.Outcome
            ?? (goesOn && refused.Kind is (OutcomeKind.Succeeded or OutcomeKind.Failed) ? Outcome.Lost(Overtaken(call, recorded)) : refused);
    }

    // A call made again has the time of this moment; what is measured from the call is measured from the first. The record's is
    // that of the first try of its ancestors; for a later one the first start is as near as the record comes.
    private static DateTimeOffset CalledAt(ActionCall call, ActionRecord? action) => action is null ? call.CalledAt
        : call.AncestorAttempts.Length == 0 ? action.CalledAt
        : action.Attempts.FirstOrDefault(attempt => attempt.AncestorAttempts == call.AncestorAttempts)?.StartedAt ?? call.CalledAt;

    private static Execution.Outcome OutcomeOf(AttemptRecord? last, ActionCall call) => last switch
    {
        { State: ActionState.Lost, Failure: { Type: Outcome.HandedOverType } failure } => Outcome.HandedOver(failure),
        { State: ActionState.Lost, Failure: { } failure } => Outcome.Lost(failure),
        { Failure: { } failure } => Outcome.Failed(failure),
        _ => Outcome.Failed(new TaskFailure { Type = "", Message = "", Task = call.Task, ActionId = call.ActionId, Attempt = call.Attempt }),
    };

    // The last ones that were lost and not handed over; none when something below it goes on or ended since: see LostAttempts.
    private static async Task<int> LostInARowAsync(TaskHost host, ActionCall call, ActionRecord? action)
    {
        if (action is null)
        {
            return 0;
        }

        var since = action.Attempts.Count == 0 ? action.CalledAt : action.Attempts[^1].StartedAt ?? action.CalledAt;
        return await host.ReadAsync(store => store.HasProgressAsync(call.RunId, call.ActionId, since)).ConfigureAwait(false)
            ? 0
            : action.Attempts.Reverse()
                .SkipWhile(attempt => attempt.State == ActionState.Running)
                .TakeWhile(attempt => attempt.State == ActionState.Lost)
                .Count(attempt => attempt.Failure?.Type != Outcome.HandedOverType);
    }

    private static TaskFailure Overtaken(ActionCall call, RecordedAction recorded) => new()
    {
        Type = typeof(RunTakenOverException).FullName!,
        Message = $"Its outcome came too late to be recorded: the action is at its attempt {recorded.Attempt} by now, made for another execution of its caller.",
        Task = call.Task,
        ActionId = call.ActionId,
        Attempt = call.Attempt,
    };

    private static TaskFailure Gone(ActionCall call, RecordedAction recorded) => new()
    {
        Type = typeof(RunTakenOverException).FullName!,
        Message = $"It ran on {recorded.Host ?? "an unknown host"} when the run's owner, or that host, was lost. The run goes on from its record, and with it this action.",
        Task = call.Task,
        ActionId = call.ActionId,
        Attempt = recorded.Attempt,
    };
}
