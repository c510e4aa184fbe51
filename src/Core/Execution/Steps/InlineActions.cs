using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// Small actions that a body does itself, in its own process and context: steps, delays, waits. They are recorded as what it
/// calls is, and looked up as that is when the body runs again after a crash.
/// <code>
/// 1 name it, before anything is awaited, as a call is named
/// 2 recorded already? Return that outcome; under way when its process was lost? Go on with a further attempt
/// 3 record its start, do it, record its outcome
/// </code>
/// </summary>
internal static class InlineActions
{
    /// <summary>Names what begins; <see cref="RunAsync"/> has to follow.</summary>
    /// <param name="parent">The action whose body does it.</param>
    /// <param name="task">What it is recorded as.</param>
    /// <param name="inputs">A JSON array for people to read; it takes no part in the id.</param>
    /// <exception cref="InvalidOperationException">The body has ended, or it is inside a step.</exception>
    public static ActionCall Begin(OpenAction parent, string task, byte[] inputs)
    {
        var scope = Ambient.Current is { } ambient && ReferenceEquals(ambient.Action, parent.Context) ? ambient : null;
        scope?.Step?.Refuse($"begins '{task}'");
        var context = scope?.Context ?? parent.Call.Context;
        return new ActionCall
        {
            RunId = parent.Call.RunId,
            ActionId = parent.BeginCall(task, [], context, isWait: StepNames.IsWait(task)),
            ParentId = parent.Call.ActionId,
            Depth = parent.Call.Depth + 1,
            AncestorAttempts = AncestorAttempts.Below(parent.Call),
            Task = task,
            Inputs = inputs,
            Context = context,
            CalledAt = parent.Host.Time.GetUtcNow(),
            TraceParent = ActionTracing.CurrentTraceParent,
            Epoch = parent.Call.Epoch,
            IsReplay = parent.Call.IsReplay,
            Group = scope?.Group,
            TakeFrom = parent.Call.TakeFrom,
        };
    }

    /// <summary>Returns the recorded outcome, which is what the body is told.</summary>
    /// <param name="parent">The action whose body does it.</param>
    /// <param name="call">From <see cref="Begin"/>.</param>
    /// <param name="work">
    /// Does it. Its token is that of the body's calls. Whatever fails is an outcome; <see cref="Outcome.HandedOver"/> when the
    /// stop of this process ended it.
    /// </param>
    /// <param name="cancellationToken">Cancels it, beside its parent.</param>
    public static async Task<Outcome> RunAsync(OpenAction parent, ActionCall call, IInlineWork work, CancellationToken cancellationToken)
    {
        Outcome? outcome = null;
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(parent.CallToken, cancellationToken);
            using var watching = parent.Host.Cancels.Watch(call, both, parent.Host.Log);
            return outcome = await DoAsync(parent, call, work, both.Token).ConfigureAwait(true);
        }
        catch (RunTakenOverException)
        {
            return outcome = Outcome.Superseded();
        }
        finally
        {
            if (outcome?.Details is { } details)
            {
                parent.Reads.NoteStep(call.Context, details);
            }

            if (parent.EndCall(wasGivenUp: outcome is { IsHandedOver: true }, isWait: StepNames.IsWait(call.Task)))
            {
                await parent.ReturnAsync().ConfigureAwait(true);
            }
        }
    }

    private static async Task<Outcome> DoAsync(OpenAction parent, ActionCall call, IInlineWork work, CancellationToken token)
    {
        var host = parent.Host;
        if (parent.Recorded is not null && await parent.Recorded.FindAsync(call).ConfigureAwait(true) is { } recorded)
        {
            var pickedUp = await PickedUp.FromAsync(host, call, recorded, work.Losses).ConfigureAwait(true);
            if (pickedUp.Outcome is not null)
            {
                return pickedUp.Outcome;
            }

            call = pickedUp.Call;
        }
        else if (call.TakeFrom is not null && await TakenOutcome.FindAsync(host, call).ConfigureAwait(true) is { } taken)
        {
            return taken;
        }

        // Nothing starts below a cancelled action, nor in a process that stops.
        if (token.IsCancellationRequested)
        {
            return Outcome.Cancelled();
        }

        if (IsStopped(host, token))
        {
            return HandedOver(host, call);
        }

        var now = host.Time.GetUtcNow();
        var since = work.CountsTime && call.Attempt > 1 ? await FirstStartAsync(host, call, now).ConfigureAwait(true) : now;
        await host.Store.AppendAsync(new AttemptStarted(call, host.Name, now) { IsKept = work.CountsTime }).ConfigureAwait(true);
        var outcome = await work.RunAsync(call, since, token).ConfigureAwait(true);
        var ended = new AttemptEnded(call with { MayRetry = outcome.Kind == OutcomeKind.Lost }, outcome, host.Time.GetUtcNow());
        if (await host.Store.AppendAsync(ended).ConfigureAwait(true) == Appended.Taken)
        {
            return outcome;
        }

        // A later attempt means that the body runs a second time elsewhere; what it does here counts no more.
        var instead = await PickedUp.InsteadOfAsync(host, call, outcome).ConfigureAwait(true);
        return instead.Kind == OutcomeKind.Lost && outcome.Kind != OutcomeKind.Lost ? Outcome.Superseded() : instead;
    }

    // Of this very call: what an earlier try of an ancestor had begun doesn't count.
    private static async Task<DateTimeOffset> FirstStartAsync(TaskHost host, ActionCall call, DateTimeOffset now)
    {
        var action = await host.ReadAsync(store => store.GetActionAsync(call.RunId, call.ActionId)).ConfigureAwait(true);
        return action?.Attempts.Where(attempt => attempt.AncestorAttempts == call.AncestorAttempts).Min(attempt => attempt.StartedAt) ?? now;
    }

    /// <summary>Whether this process stops, its runs go on elsewhere, and nobody has cancelled this.</summary>
    public static bool IsStopped(TaskHost host, CancellationToken token) =>
        host.Store.IsShared && host.Stopping.IsCancellationRequested && !token.IsCancellationRequested;

    public static Outcome HandedOver(TaskHost host, ActionCall call, string lastWord = "none") => Outcome.HandedOver(new TaskFailure
    {
        Type = Outcome.HandedOverType,
        Message = $"{host.Name} stopped before it had ended, and handed it over with the action whose body it is in. Its last word was: {lastWord}",
        Task = call.Task,
        ActionId = call.ActionId,
        Attempt = call.Attempt,
    });

    /// <summary>The value, or what happened instead as an exception.</summary>
    /// <exception cref="TaskFailedException">It failed.</exception>
    /// <exception cref="ActionCancelledException">It was cancelled, or ends here for another reason than its own.</exception>
    public static ReadOnlyMemory<byte> Unwrap(Outcome outcome, ActionCall call, CancellationToken token) => outcome.Kind switch
    {
        OutcomeKind.Succeeded => outcome.Value,
        OutcomeKind.Cancelled => throw new ActionCancelledException($"'{call.Task}' (action {call.ActionId}) in the run {call.RunId} was cancelled.", token),
        OutcomeKind.Superseded => throw new ActionCancelledException(
            $"The run {call.RunId} goes on elsewhere by now, and with it '{call.Task}'; what goes on here counts no more.", token),
        _ when outcome.IsHandedOver => throw new ActionCancelledException($"This process stops, and the run {call.RunId} goes on elsewhere, and with it '{call.Task}'.", token),
        _ => throw new TaskFailedException(outcome.Failure!),
    };
}
