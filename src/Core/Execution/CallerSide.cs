using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The caller's side of a call, the same on every engine:
/// <code>
/// 1 fix inputs, context and id now, before anything is awaited (rules S8, N2)
/// 2 attempts: the engine executes; a failed or lost one goes to <see cref="RetryDecision"/>
/// 3 return the value, or throw what happened as data
/// </code>
/// </summary>
internal static class CallerSide
{
    public static Task<TResult> CallAsync<TResult>(TaskReturning<TResult> task, byte[] inputs, CancellationToken cancellationToken)
    {
        var scope = Ambient.Current;
        var parent = scope?.Action?.Open ?? throw new InvalidOperationException(
            $"The task '{task.Name}' was called outside an action. Launch it as a run: await runner.StartAsync(task), with LocalRunner.Create() "
            + "or ClusterRunner.ConnectAsync(). In a unit test call the bare function: task.Body(…).");
        var host = parent.Host;
        PayloadLimit.CheckInputs(task.Name, inputs.Length, host.Options.MaxPayloadBytes);
        var actionId = parent.BeginCall(task.Name, inputs, scope!.Context);
        var call = new ActionCall
        {
            RunId = parent.Call.RunId,
            ActionId = actionId,
            ParentId = parent.Call.ActionId,
            Depth = parent.Call.Depth + 1,
            AncestorAttempts = AncestorAttempts.Below(parent.Call),
            Task = task.Name,
            Inputs = inputs,
            Context = scope.Context,
            CalledAt = host.Time.GetUtcNow(),
            TraceParent = ActionTracing.CurrentTraceParent,
        };
        return AwaitAsync(parent, call, task, cancellationToken);
    }

    /// <summary>Runs the attempts of an action, for a call as for a run's root.</summary>
    public static async Task<Outcome> RunAttemptsAsync(TaskHost host, ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        var lost = 0;
        while (true)
        {
            var retry = task.Options.Retry;
            call = call.MayRetry == (call.Attempt - lost < retry.MaxAttempts) ? call : call with { MayRetry = !call.MayRetry };
            var outcome = await ExecuteAsync(host, call, task, cancellationToken).ConfigureAwait(true);
            if (outcome.Kind is OutcomeKind.Succeeded or OutcomeKind.Cancelled)
            {
                return outcome;
            }

            lost += outcome.Kind == OutcomeKind.Lost ? 1 : 0;
            var decision = RetryDecision.After(outcome, call.Attempt, lost, retry);
            if (outcome.Kind == OutcomeKind.Lost)
            {
                // Whoever executed it can't record it any more.
                var ended = new AttemptEnded(call with { MayRetry = decision.TryAgain }, outcome, host.Time.GetUtcNow());
                await host.Store.AppendAsync(ended).ConfigureAwait(true);
            }

            CallerLog.AttemptEnded(host.Log, call.Task, call.ActionId, call.Attempt, decision.Reason, outcome.Failure!.Headline);
            if (!decision.TryAgain)
            {
                return outcome.Kind == OutcomeKind.Lost ? Outcome.Failed(outcome.Failure) : outcome;
            }

            try
            {
                await Task.Delay(decision.Delay, host.Time, cancellationToken).ConfigureAwait(true);
            }
            catch (OperationCanceledException)
            {
                await host.Store.AppendAsync(new AttemptEnded(call, Outcome.Cancelled(), host.Time.GetUtcNow())).ConfigureAwait(true);
                return Outcome.Cancelled();
            }

            call = call with { Attempt = call.Attempt + 1 };
        }
    }

    private static async Task<Outcome> ExecuteAsync(TaskHost host, ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            // Nothing starts below a cancelled action.
            return Outcome.Cancelled();
        }

        return await host.Engine.ExecuteAsync(call, task, cancellationToken).ConfigureAwait(true);
    }

    private static async Task<TResult> AwaitAsync<TResult>(
        OpenAction parent, ActionCall call, TaskReturning<TResult> task, CancellationToken cancellationToken)
    {
        Outcome outcome;
        CancellationToken token;
        try
        {
            token = parent.CancellationToken;
            if (cancellationToken.CanBeCanceled)
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
                outcome = await RunAttemptsAsync(parent.Host, call, task, both.Token).ConfigureAwait(true);
            }
            else
            {
                outcome = await RunAttemptsAsync(parent.Host, call, task, token).ConfigureAwait(true);
            }
        }
        finally
        {
            parent.EndCall();
        }

        // From here on the parent may be gone: its body needn't have waited for this call.
        return Unwrap(outcome, task, call, cancellationToken.IsCancellationRequested ? cancellationToken : token);
    }

    private static TResult Unwrap<TResult>(Outcome outcome, TaskReturning<TResult> task, ActionCall call, CancellationToken token) => outcome.Kind switch
    {
        OutcomeKind.Succeeded => task.ReadResult(outcome.Value),
        OutcomeKind.Cancelled => throw new ActionCancelledException(
            $"The action {call.ActionId} of '{call.Task}' in the run {call.RunId} was cancelled.", token),
        _ => throw new TaskFailedException(outcome.Failure!),
    };
}
