using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>The attempts of one action, from the first, or from where the record of an earlier owner ends.</summary>
internal static class Attempts
{
    /// <param name="host">Where the caller runs.</param>
    /// <param name="call">The call; its attempt and what was lost before are set here.</param>
    /// <param name="task">The task with its options.</param>
    /// <param name="recorded">What the record has of the action from before a crash; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the action.</param>
    public static Task<Outcome> RunAsync(
        TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken) =>
        recorded is { Outcome: { } outcome } && recorded.AncestorAttempts == call.AncestorAttempts ? Task.FromResult(outcome)
        : recorded is null && call.Attempt == 1 && ReferenceEquals(task.Options.Timeout, TimeoutOptions.None) && !host.Cancels.IsRequested(call)
            ? RunFirstAsync(host, call, task, cancellationToken)
            : GoOnAsync(host, call, task, recorded, outcome: null, cancellationToken);

    // Most actions have one attempt. What is needed for further ones isn't kept for every call that is open.
    private static async Task<Outcome> RunFirstAsync(TaskHost host, ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        try
        {
            call = WithMayRetry(call, task.Options, call.LostAttempts);
            var outcome = await ExecuteAsync(host, call, task, cancellationToken).ConfigureAwait(false);
            return IsOver(outcome) ? outcome : await GoOnAsync(host, call, task, recorded: null, outcome, cancellationToken).ConfigureAwait(false);
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }

    // With an outcome it goes on behind the attempt that ended so.
    private static async Task<Outcome> GoOnAsync(
        TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, Outcome? outcome, CancellationToken cancellationToken)
    {
        // One method, though a long one: each that is async keeps its state on the heap for every call that is open.
        try
        {
            var options = task.Options;
            var delay = TimeSpan.Zero;
            var lostInARow = 0;
            if (recorded is not null)
            {
                var pickedUp = await PickedUp.FromAsync(host, call, recorded, options).ConfigureAwait(false);
                if (pickedUp.Outcome is not null)
                {
                    return pickedUp.Outcome;
                }

                (call, delay, lostInARow) = (pickedUp.Call, pickedUp.Delay, pickedUp.LostInARow);
            }

            var lost = new LostAttempts(call.LostAttempts, lostInARow);
            var since = call.CalledAt;
            while (outcome is not null || await PauseAsync(host, call, delay, cancellationToken).ConfigureAwait(false))
            {
                if (outcome is null)
                {
                    if (host.Cancels.IsRequested(call))
                    {
                        return await Unbegun.EndAsync(host, call, Outcome.Cancelled()).ConfigureAwait(false);
                    }

                    call = WithMayRetry(call, options, lost.Total);
                    if (!ReferenceEquals(options.Timeout, TimeoutOptions.None))
                    {
                        call = call with { Limit = AttemptLimit.For(options.Timeout, call.CalledAt, host.Time.GetUtcNow()) };
                        if (call.Limit is { Time.Ticks: <= 0 })
                        {
                            return await Unbegun.EndAsync(host, call, TimedOut.BeforeAttempt(call, call.Limit)).ConfigureAwait(false);
                        }
                    }

                    since = host.Time.GetUtcNow();
                    outcome = await ExecuteAsync(host, call, task, cancellationToken).ConfigureAwait(false);
                    if (IsOver(outcome))
                    {
                        return outcome;
                    }
                }

                if (outcome.Kind == OutcomeKind.Lost)
                {
                    if (host.Stopping.IsCancellationRequested && host.Store.IsShared)
                    {
                        // The caller is given up as well; who takes over finds the attempt in the record, or makes it anew.
                        return Outcome.Cancelled();
                    }

                    await lost.AddAsync(host, call, outcome, since).ConfigureAwait(false);
                }

                var now = host.Time.GetUtcNow();
                var tried = new Tried(call, outcome, call.Attempt - lost.Total, lost.InARow, now, now);
                var decision = RetryDecision.After(tried, options);
                if (!decision.TryAgain)
                {
                    outcome = decision.Final(tried, options);
                }

                if (outcome.Kind == OutcomeKind.Lost && await RecordLostAsync(host, call, outcome, decision).ConfigureAwait(false) is { } known)
                {
                    return known;
                }

                CallerLog.AttemptEnded(host.Log, call.Task, call.ActionId, call.Attempt, decision.Reason, outcome.Failure!.Headline);
                if (!decision.TryAgain)
                {
                    return await StopAsync(host, call, outcome, decision).ConfigureAwait(false);
                }

                call = Next(host, call, lost, outcome);
                delay = decision.Delay;
                outcome = null;
            }

            return call.Attempt > 1 && (!host.Stopping.IsCancellationRequested || host.Cancels.IsRequested(call))
                ? await Unbegun.EndAsync(host, call, Outcome.Cancelled()).ConfigureAwait(false)
                : Outcome.Cancelled();
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }

    private static bool IsOver(Outcome outcome) => outcome.Kind is OutcomeKind.Succeeded or OutcomeKind.Cancelled or OutcomeKind.Superseded;

    private static ActionCall WithMayRetry(ActionCall call, TaskOptions options, int lost)
    {
        var mayRetry = call.Attempt - lost < options.Retry.MaxAttempts;
        return call.MayRetry == mayRetry ? call : call with { MayRetry = mayRetry };
    }

    private static Task<Outcome> StopAsync(TaskHost host, ActionCall call, Outcome outcome, RetryDecision decision)
    {
        if (decision.Error is not null)
        {
            CallerLog.PredicateThrew(host.Log, call.Task, call.ActionId, decision.Error);
        }

        if (outcome.Kind == OutcomeKind.Lost)
        {
            return Task.FromResult(Outcome.Failed(outcome.Failure!));
        }

        // Who executed it knows nothing of filters and deadlines, and had it recorded as one that waits for its next attempt.
        return call.MayRetry && outcome.CanRetry ? Unbegun.EndBehindAsync(host, call, outcome) : Task.FromResult(outcome);
    }

    private static ActionCall Next(TaskHost host, ActionCall call, LostAttempts lost, Outcome outcome) => call with
    {
        Attempt = call.Attempt + 1,

        // Where the record is gone with its silo, a lost attempt is a try like any other: its children are called anew.
        LostAttempts = host.Store.IsShared ? lost.Total : 0,
        IsReplay = call.IsReplay || (host.Store.IsShared && outcome.Kind == OutcomeKind.Lost),
    };

    // False when it was cancelled meanwhile, or the process stops.
    private static async Task<bool> PauseAsync(TaskHost host, ActionCall call, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            return call.Attempt == 1 || !cancellationToken.IsCancellationRequested;
        }

        using var awake = new FollowingSource(host.Log, cancellationToken, host.Stopping);
        using var watching = host.Cancels.Watch(call, awake, host.Log);
        try
        {
            await Task.Delay(delay, host.Time, awake.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Nothing starts below a cancelled action.
    private static Task<Outcome> ExecuteAsync(TaskHost host, ActionCall call, TaskDefinition task, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromResult(Outcome.Cancelled())
        : CallPlaces.For(host, call, task) is { } places ? LimitStep.ExecuteAsync(host, call, task, places, cancellationToken)
        : host.Engine.ExecuteAsync(call, task, cancellationToken);

    // Whoever executed it can't record it any more, unless it had recorded its outcome before it was lost: that one holds.
    private static async Task<Outcome?> RecordLostAsync(TaskHost host, ActionCall call, Outcome outcome, RetryDecision decision)
    {
        var ended = new AttemptEnded(call with { MayRetry = decision.TryAgain }, outcome, host.Time.GetUtcNow());
        return await host.Store.AppendAsync(ended).ConfigureAwait(false) == Appended.Taken
            ? null
            : await PickedUp.OutcomeOfAsync(host, call).ConfigureAwait(false);
    }
}
