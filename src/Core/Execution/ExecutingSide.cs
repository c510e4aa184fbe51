using System.Diagnostics;
using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The executing side of a call, the same on every engine:
/// <code>
/// 1 open the action: context, TaskContext, log scope, span, cancellation
/// 2 run the body, blocking ones on a thread of their own
/// 3 wait for the calls that the body left open
/// 4 have the outcome recorded
/// 5 answer
/// </code>
/// </summary>
internal static class ExecutingSide
{
    // By name: the failure of a child that its caller lets through is data.
    private static readonly string NonRetryable = typeof(NonRetryableException).FullName!;

    public static async Task<Outcome> RunAsync(TaskHost host, ActionCall call, TaskDefinition task, IAttemptWaiter? waiter, CancellationToken cancellationToken)
    {
        try
        {
            await host.Store.AppendAsync(new AttemptStarted(call, host.Name, host.Time.GetUtcNow())).ConfigureAwait(true);
            Outcome outcome;
            try
            {
                outcome = await ExecuteAsync(host, call, task, waiter, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // What stands around the body broke, a log provider for instance. The attempt has an end all the same.
                outcome = Outcome.Failed(FailureFactory.From(exception, call));
            }

            // Not by RecordAsync: each method that is async keeps its state on the heap for every attempt whose end is being recorded.
            return outcome.Kind == OutcomeKind.Superseded || await host.Store.AppendAsync(EndOf(host, call, outcome)).ConfigureAwait(false) == Appended.Taken
                ? outcome
                : await PickedUp.InsteadOfAsync(host, call, outcome).ConfigureAwait(false);
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }

    /// <summary>Has an attempt's end recorded; returns what its caller is to be told.</summary>
    /// <exception cref="RunTakenOverException">The run has another owner by now.</exception>
    public static async ValueTask<Outcome> RecordAsync(TaskHost host, ActionCall call, Outcome outcome) =>
        await host.Store.AppendAsync(EndOf(host, call, outcome)).ConfigureAwait(false) == Appended.Taken
            ? outcome
            : await PickedUp.InsteadOfAsync(host, call, outcome).ConfigureAwait(false);

    private static AttemptEnded EndOf(TaskHost host, ActionCall call, Outcome outcome)
    {
        // A lost attempt is followed by another, whoever makes that; one that can't be retried isn't, whatever its caller would do.
        var mayRetry = outcome.Kind == OutcomeKind.Lost || (call.MayRetry && outcome.CanRetry);
        return new AttemptEnded(mayRetry == call.MayRetry ? call : call with { MayRetry = mayRetry }, outcome, host.Time.GetUtcNow());
    }

    // A method of its own so that what it sets in the ambient state is gone when it returns.
    private static async ValueTask<Outcome> ExecuteAsync(
        TaskHost host, ActionCall call, TaskDefinition task, IAttemptWaiter? waiter, CancellationToken cancellationToken)
    {
        var action = new OpenAction(host, call, task.IsBlocking, waiter, cancellationToken) { Json = task.Environment.Json };
        Ambient.Enter(call.Context.WithLimits(host.Options.ContextLimits), action.Context);
        using var logScope = host.Log.BeginScope(new ActionLogScope(action.Context));
        using var span = ActionTracing.Start(call);
        Outcome outcome;
        try
        {
            action.Begin();
            if (action.Recorded is not null)
            {
                await action.Recorded.BeginAsync().ConfigureAwait(true);
            }

            var result = task.IsBlocking
                ? await host.BlockingBodies.RunAsync(task, call.Inputs, action.CallToken).ConfigureAwait(false)
                : await task.InvokeAsync(call.Inputs).ConfigureAwait(false);
            await action.EndBodyAsync(failed: false).ConfigureAwait(false);
            if (host.Store.IsShared && action.IsStopped && IsStoppedUnder(host, cancellationToken))
            {
                throw new OperationCanceledException("it returned a value, but only after it had been stopped");
            }

            await action.WarnAsync().ConfigureAwait(false);
            PayloadLimit.CheckResult(call.Task, result.Length, host.Options.MaxPayloadBytes);
            outcome = Outcome.Succeeded(result);
        }
        catch (Exception exception) when (action.IsCancellationRequested && IsCancellation(exception))
        {
            var isStopped = IsStoppedUnder(host, cancellationToken);
            await action.EndBodyAsync(failed: !isStopped).ConfigureAwait(false);
            outcome = isStopped ? Outcome.HandedOver(Stopped(action, exception)) : Outcome.Cancelled();
        }
        catch (Exception exception) when (host.Store.IsShared && IsStoppedUnder(host, cancellationToken))
        {
            // Its token was signalled, and what follows from that is not what the task would have done. Its calls are not
            // cancelled: elsewhere they may go on, and here they see the stop for themselves.
            await action.EndBodyAsync(failed: false).ConfigureAwait(false);
            outcome = Outcome.HandedOver(Stopped(action, exception));
        }
        catch (Exception exception)
        {
            await action.EndBodyAsync(failed: true).ConfigureAwait(false);
            var standing = await action.WarnBehindAsync(exception).ConfigureAwait(false);
            var failure = action.Scrub(FailureFactory.From(standing, call));
            outcome = Outcome.Failed(failure, canRetry: !IsFinal(standing, failure));
            span?.SetStatus(ActivityStatusCode.Error, outcome.Failure!.Headline);
        }

        outcome = await host.Guard.CheckAsync(call, action.WithReads(outcome)).ConfigureAwait(false);
        outcome = await DisposeAsync(action, call, outcome).ConfigureAwait(false);
        return await action.SettleAsync(outcome).ConfigureAwait(false);
    }

    private static bool IsStoppedUnder(TaskHost host, CancellationToken cancellationToken) =>
        host.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested;

    private static TaskFailure Stopped(OpenAction action, Exception exception)
    {
        var failure = action.Scrub(FailureFactory.From(exception, action.Call));
        return failure with { Message = $"{action.Host.Name} stopped before the action had ended, and handed it over. The body's last word was: {failure.Message}" };
    }

    // A synchronous body that blocks on what is cancelled gets it inside an AggregateException.
    public static bool IsCancellation(Exception exception) => exception is OperationCanceledException
        || (exception is AggregateException { InnerExceptions: { Count: > 0 } inner } && inner.All(IsCancellation));

    private static bool IsFinal(Exception exception, TaskFailure failure) => exception is TaskInputException or ContextGuardException || failure.IsOf(NonRetryable)
        || (exception is AggregateException { InnerExceptions: [var only] } && failure.Cause is { } cause && IsFinal(only, cause));

    // A scoped service that can't be disposed has broken the attempt as much as a body that throws.
    private static async ValueTask<Outcome> DisposeAsync(OpenAction action, ActionCall call, Outcome outcome)
    {
        try
        {
            await action.DisposeAsync().ConfigureAwait(false);
            return outcome;
        }
        catch (Exception exception)
        {
            return outcome.Kind == OutcomeKind.Succeeded ? Outcome.Failed(FailureFactory.From(exception, call)) : outcome;
        }
    }
}
