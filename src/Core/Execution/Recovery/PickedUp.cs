using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>Where the attempts of a recorded action go on.</summary>
/// <param name="Outcome">The recorded outcome; null when it has none yet.</param>
/// <param name="Call">The call of the next attempt.</param>
/// <param name="Delay">How long that one has still to wait.</param>
internal readonly record struct PickedUp(Outcome? Outcome, ActionCall Call, TimeSpan Delay)
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
        if (recorded.State != ActionState.Running)
        {
            var waited = host.Time.GetUtcNow() - (recorded.EndedAt ?? DateTimeOffset.MinValue);
            return new(null, next, waited >= retry.Delay || recorded.Attempt == recorded.LostAttempts ? TimeSpan.Zero : retry.Delay - waited);
        }

        var attempt = call with { Attempt = recorded.Attempt, LostAttempts = recorded.LostAttempts, MayRetry = true };
        var lost = new AttemptEnded(attempt, Outcome.Lost(Gone(call, recorded)), host.Time.GetUtcNow());
        return await host.Store.AppendAsync(lost).ConfigureAwait(true) == Appended.Refused && await OutcomeOfAsync(host, call).ConfigureAwait(true) is { } outcome
            ? new(outcome, call, TimeSpan.Zero)
            : new(null, next with { LostAttempts = recorded.LostAttempts + 1 }, TimeSpan.Zero);
    }

    /// <summary>The recorded outcome of this very call, or null.</summary>
    public static async Task<Outcome?> OutcomeOfAsync(TaskHost host, ActionCall call) =>
        await host.ReadAsync(store => store.FindRecordedAsync(call.RunId, call.ActionId)).ConfigureAwait(true) is { Outcome: { } outcome } recorded
            && recorded.AncestorAttempts == call.AncestorAttempts
            ? outcome
            : null;

    private static TaskFailure Gone(ActionCall call, RecordedAction recorded) => new()
    {
        Type = typeof(RunTakenOverException).FullName!,
        Message = $"It ran on {recorded.Host ?? "an unknown host"} when the run's owner, or that host, was lost. The run goes on from its record, and with it this action.",
        Task = call.Task,
        ActionId = call.ActionId,
        Attempt = recorded.Attempt,
    };
}
