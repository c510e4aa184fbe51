using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Where the attempts of a recorded action go on.</summary>
/// <param name="Outcome">The recorded outcome; null when it has none yet.</param>
/// <param name="Call">The call of the next attempt.</param>
/// <param name="Delay">How long that one has still to wait.</param>
/// <param name="LostInARow">How many attempts before it were lost in a row, without anything achieved.</param>
internal readonly record struct PickedUp(Outcome? Outcome, ActionCall Call, TimeSpan Delay, int LostInARow = 0)
{
    public static async ValueTask<PickedUp> FromAsync(TaskHost host, ActionCall call, RecordedAction recorded, RetryOptions retry)
    {
        if (recorded.AncestorAttempts != call.AncestorAttempts)
        {
            // It was called by an earlier try of an ancestor; this is another call.
            return new(null, call, TimeSpan.Zero);
        }

        if (recorded.IsApart)
        {
            recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true) ?? recorded;
        }

        if (recorded.Outcome is not null)
        {
            return new(recorded.Outcome, call, TimeSpan.Zero);
        }

        var next = call with { Attempt = recorded.Attempt + 1, LostAttempts = recorded.LostAttempts };
        var lostInARow = recorded.LostAttempts == 0 ? 0 : await LostInARowAsync(host, call).ConfigureAwait(true);
        if (recorded.State != ActionState.Running)
        {
            var waited = host.Time.GetUtcNow() - (recorded.EndedAt ?? DateTimeOffset.MinValue);
            var isDue = waited >= retry.Delay || recorded.Attempt == recorded.LostAttempts;
            return new(null, next, isDue ? TimeSpan.Zero : retry.Delay - waited, lostInARow);
        }

        // Its host, or its caller's, was lost with it: one more that counts as for any caller.
        var mayRetry = lostInARow + 1 < retry.MaxLostAttempts;
        var outcomeOfLast = mayRetry ? Outcome.Lost(Gone(call, recorded)) : Outcome.LostTooOften(Gone(call, recorded), lostInARow + 1);
        var attempt = call with { Attempt = recorded.Attempt, LostAttempts = recorded.LostAttempts, MayRetry = mayRetry };
        var lost = new AttemptEnded(attempt, outcomeOfLast, host.Time.GetUtcNow());
        if (await host.Store.AppendAsync(lost).ConfigureAwait(true) == Appended.Refused && await OutcomeOfAsync(host, call).ConfigureAwait(true) is { } outcome)
        {
            return new(outcome, call, TimeSpan.Zero);
        }

        return mayRetry
            ? new(null, next with { LostAttempts = recorded.LostAttempts + 1 }, TimeSpan.Zero, lostInARow + 1)
            : new(Outcome.Failed(outcomeOfLast.Failure!), call, TimeSpan.Zero);
    }

    /// <summary>The recorded outcome of this very call, or null.</summary>
    public static async Task<Outcome?> OutcomeOfAsync(TaskHost host, ActionCall call) =>
        await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true) is { Outcome: { } outcome } recorded
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
        var recorded = await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        if (recorded is null || recorded.AncestorAttempts != call.AncestorAttempts)
        {
            return refused;
        }

        var goesOn = host.Store.IsShared && recorded.State is (ActionState.Running or ActionState.WaitingToRetry);
        return recorded.Outcome
            ?? (goesOn && refused.Kind is (OutcomeKind.Succeeded or OutcomeKind.Failed) ? Outcome.Lost(Overtaken(call, recorded)) : refused);
    }

    // The last ones that were lost and not handed over; none when something below it goes on or ended since: see LostAttempts.
    private static async Task<int> LostInARowAsync(TaskHost host, ActionCall call)
    {
        if (await host.ReadAsync(store => store.GetActionAsync(call.RunId, call.ActionId)).ConfigureAwait(true) is not { } action)
        {
            return 0;
        }

        var since = action.Attempts.Count == 0 ? action.CalledAt : action.Attempts[^1].StartedAt ?? action.CalledAt;
        return await host.ReadAsync(store => store.HasProgressAsync(call.RunId, call.ActionId, since)).ConfigureAwait(true)
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
