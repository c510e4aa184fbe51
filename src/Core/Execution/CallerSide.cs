using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The caller's side of a call, the same on every engine:
/// <code>
/// 1 fix inputs, context and id now, before anything is awaited (rules S8, N2)
/// 2 recorded already, when the caller is run again after a crash? Return that outcome: see <see cref="RecordedCalls"/>
///   succeeded already in the run that this one was launched from? Take that result: see <see cref="TakenOutcome"/>
/// 3 cached? Record a hit, and return that result: see <see cref="CacheStep"/>
/// 4 attempts: the engine executes; a failed or lost one goes to <see cref="RetryDecision"/>: see <see cref="Attempts"/>
/// 5 return the value, or throw what happened as data
/// </code>
/// </summary>
internal static class CallerSide
{
    /// <summary>The scope of a call that is made here.</summary>
    /// <exception cref="InvalidOperationException">This code runs outside an action.</exception>
    public static ContextScope ScopeFor(TaskDefinition task) => Ambient.Current is { Action: not null } scope ? scope : throw new InvalidOperationException(
        $"The task '{task.Name}' was called outside an action. Launch it as a run: await runner.StartAsync(task), with LocalRunner.Create() "
        + "or ClusterRunner.ConnectAsync(). In a unit test call the bare function: task.Body(…).");

    /// <param name="task">The task.</param>
    /// <param name="inputs">The JSON array of its inputs.</param>
    /// <param name="scope">Whose context and group the call has: of this moment, or kept from when many calls were asked for.</param>
    /// <param name="cancellationToken">Cancels the action.</param>
    public static Task<TResult> CallAsync<TResult>(TaskReturning<TResult> task, byte[] inputs, ContextScope scope, CancellationToken cancellationToken)
    {
        var parent = scope.Action!.Open;
        scope.Step?.Refuse($"calls the task '{task.Name}'");
        var host = parent.Host;
        PayloadLimit.CheckInputs(task.Name, inputs.Length, host.Options.MaxPayloadBytes);
        var actionId = parent.BeginCall(task.Name, inputs, scope.Context);
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
            Epoch = parent.Call.Epoch,
            IsReplay = parent.Call.IsReplay,
            Group = scope.Group,
            TakeFrom = parent.Call.TakeFrom,
            MaxPerRun = parent.Call.MaxPerRun,
            Cache = parent.Call.Cache,
            CacheHolds = parent.Call.CacheHolds,
        };
        return AwaitAsync(parent, call, task, cancellationToken);
    }

    private static async Task<TResult> AwaitAsync<TResult>(
        OpenAction parent, ActionCall call, TaskReturning<TResult> task, CancellationToken cancellationToken)
    {
        Outcome? outcome = null;
        CancellationToken token = default;
        try
        {
            token = parent.CallToken;
            if (cancellationToken.CanBeCanceled)
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
                outcome = await RunAsync(parent, call, task, both.Token).ConfigureAwait(false);
            }
            else
            {
                outcome = await RunAsync(parent, call, task, token).ConfigureAwait(false);
            }
        }
        finally
        {
            if (outcome?.Details?.DependsOn is { } dependsOn)
            {
                parent.Reads.NoteBelow(call.Context, dependsOn);
            }

            // Cancelled by nobody: by the stop of this process, which leaves the run to another.
            var mustReturn = parent.EndCall(parent.Host.Stopping.IsCancellationRequested && parent.Host.Store.IsShared
                && outcome is not { Kind: OutcomeKind.Succeeded or OutcomeKind.Failed }
                && !token.IsCancellationRequested && !cancellationToken.IsCancellationRequested);
            if (mustReturn)
            {
                await parent.ReturnAsync().ConfigureAwait(false);
            }
        }

        // From here on the parent may be gone: its body needn't have waited for this call.
        return Unwrap(outcome, task, call, cancellationToken.IsCancellationRequested ? cancellationToken : token);
    }

    // Not async unless it has to be: each method that is keeps its state on the heap for every call that is open.
    private static Task<Outcome> RunAsync(OpenAction parent, ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        var recorded = parent.Recorded?.FindAsync(call) ?? default;
        return recorded.IsCompletedSuccessfully && call.TakeFrom is null
            ? CacheStep.RunAsync(parent.Host, call, task, recorded.Result, cancellationToken)
            : RunAgainAsync(parent, recorded, call, task, cancellationToken);
    }

    private static async Task<Outcome> RunAgainAsync(
        OpenAction parent, ValueTask<RecordedAction?> finding, ActionCall call, TaskDefinition task, CancellationToken cancellationToken)
    {
        var recorded = await finding.ConfigureAwait(false);
        return recorded is null && call.TakeFrom is not null && await TakenOutcome.FindAsync(parent.Host, call).ConfigureAwait(false) is { } taken
            ? taken
            : await CacheStep.RunAsync(parent.Host, call, task, recorded, cancellationToken).ConfigureAwait(false);
    }

    private static TResult Unwrap<TResult>(Outcome outcome, TaskReturning<TResult> task, ActionCall call, CancellationToken token) => outcome.Kind switch
    {
        OutcomeKind.Succeeded => task.ReadResult(outcome.Value),
        OutcomeKind.Cancelled => throw new ActionCancelledException(
            $"The action {call.ActionId} of '{call.Task}' in the run {call.RunId} was cancelled.", token),
        OutcomeKind.Superseded => throw new ActionCancelledException(
            $"The run {call.RunId} has another owner by now, which calls '{call.Task}' itself; what goes on here counts no more.", token),
        _ => throw new TaskFailedException(outcome.Failure!),
    };
}
