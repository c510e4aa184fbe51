using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The cache's place in a call, on the caller's side between the record and the attempts:
/// <code>
/// 1 no policy, or an outcome is recorded already? Go on to the attempts
/// 2 an entry under the call's key? Record a hit, and answer with it
/// 3 serialized? Take the key's hold, or wait and look again
/// 4 the attempts
/// 5 after a success keep the result, then let go of the hold
/// </code>
/// </summary>
internal static class CacheStep
{
    // Others of this process wake who waits; what happens elsewhere is seen by looking.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="Attempts.RunAsync"/>
    /// <remarks>Not async: a call without a policy pays for one comparison.</remarks>
    public static Task<Outcome> RunAsync(
        TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken) =>
        CacheDecision.IsCached(task.Options.Cache, call.Cache) && !HasOutcome(recorded, call) && CacheKeys.Of(call, task) is { } key
            ? RunCachedAsync(new CacheAccess(host, call, task, key), host, Guarded(call, task.Options.Cache), task, recorded, cancellationToken)
            : Attempts.RunAsync(host, call, task, recorded, cancellationToken);

    private static ActionCall Guarded(ActionCall call, CachePolicy policy) =>
        call with { Guard = new ContextGuard(call.Task, policy.VariesBy, policy.Strict) };

    private static bool HasOutcome(RecordedAction? recorded, ActionCall call) =>
        recorded is { Outcome: not null } or { IsApart: true } && recorded.AncestorAttempts == call.AncestorAttempts;

    private static async Task<Outcome> RunCachedAsync(
        CacheAccess cache, TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken)
    {
        try
        {
            if (!cancellationToken.IsCancellationRequested && !host.Cancels.IsRequested(call)
                && await FindAsync(cache, host, call, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return await TakeAsync(entry, host, call, task, recorded).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The attempts see it too, and know what that means.
        }

        return task.Options.Cache.Serialize && !CacheHolds.Has(call, cache.Key)
            ? await RunInTurnAsync(cache, host, call, task, recorded, cancellationToken).ConfigureAwait(false)
            : await RunAndPutAsync(cache, host, call, task, recorded, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Outcome> RunAndPutAsync(
        CacheAccess cache, TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken)
    {
        var outcome = await Attempts.RunAsync(host, call, task, recorded, cancellationToken).ConfigureAwait(false);
        await cache.PutAsync(outcome).ConfigureAwait(false);
        return outcome;
    }

    private static async Task<Outcome> RunInTurnAsync(
        CacheAccess cache, TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken)
    {
        // The stop of this process ends a wait too: where the run goes on elsewhere, the call's own token says nothing of it.
        var left = AttemptLimit.OfAction(task.Options.Timeout, call.CalledAt, host.Time.GetUtcNow());
        using var wait = new WaitAtCaller(host, call, left?.Time, cancellationToken);
        using var waiting = new FollowingSource(host.Log, wait.Token, host.Stopping);
        try
        {
            for (var patience = FirstPatience; ; patience = patience * 2 < LongestPatience ? patience * 2 : LongestPatience)
            {
                waiting.Token.ThrowIfCancellationRequested();
                var isHeld = await cache.TryHoldAsync(patience, waiting.Token).ConfigureAwait(false);
                if (isHeld)
                {
                    return await RunHeldAsync(cache, host, call, task, recorded, cancellationToken).ConfigureAwait(false);
                }

                if (await FindAsync(cache, host, call, waiting.Token).ConfigureAwait(false) is { } entry)
                {
                    return await TakeAsync(entry, host, call, task, recorded).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (wait.IsOver)
        {
            return await EndWaitAsync(host, call, recorded, TimedOut.BeforeAttempt(call, left!), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            return await EndWaitAsync(host, call, recorded, Outcome.Cancelled(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<Outcome> RunHeldAsync(
        CacheAccess cache, TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded, CancellationToken cancellationToken)
    {
        var renewing = new HoldRenewal(cache, host.Time);
        try
        {
            // Who held it before may have ended between the look and the hold.
            return await FindAsync(cache, host, call, cancellationToken).ConfigureAwait(false) is { } entry
                ? await TakeAsync(entry, host, call, task, recorded).ConfigureAwait(false)
                : await RunAndPutAsync(cache, host, CacheHolds.With(call, cache.Key), task, recorded, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            renewing.Dispose();
            await cache.ReleaseAsync().ConfigureAwait(false);
        }
    }

    // A result that depends on keys which the cache key hasn't is none in strict mode: the body runs, and is told at its read.
    private static async ValueTask<CacheEntry?> FindAsync(CacheAccess cache, TaskHost host, ActionCall call, CancellationToken cancellationToken)
    {
        var entry = await cache.FindAsync(cancellationToken).ConfigureAwait(false);
        return entry is null || await host.Guard.AllowsAsync(call, entry.DependsOn).ConfigureAwait(false) ? entry : null;
    }

    /// <summary>
    /// Records a hit: the start and the end of the action in one, without a host. Nobody waits for that to be committed:
    /// after a crash the call asks the cache again.
    /// </summary>
    private static async Task<Outcome> TakeAsync(CacheEntry entry, TaskHost host, ActionCall call, TaskDefinition task, RecordedAction? recorded)
    {
        var outcome = Outcome.Succeeded(entry.Output) with { Details = new ActionDetails { Source = entry.Source, DependsOn = entry.DependsOn } };
        try
        {
            if (recorded is not null)
            {
                // What it had begun before a crash ends as lost first.
                var pickedUp = await PickedUp.FromAsync(host, call, recorded, task.Options).ConfigureAwait(false);
                if (pickedUp.Outcome is not null)
                {
                    return pickedUp.Outcome;
                }

                call = pickedUp.Call;
            }

            var hit = new AttemptEnded(call, outcome, host.Time.GetUtcNow()) { IsWrittenBehind = true };
            return await host.Store.AppendAsync(hit).ConfigureAwait(false) == Appended.Taken
                ? outcome
                : await PickedUp.InsteadOfAsync(host, call, outcome).ConfigureAwait(false);
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }

    // Cancelled while it waited for an equal call, or left to whoever takes the run over.
    private static async Task<Outcome> EndWaitAsync(
        TaskHost host, ActionCall call, RecordedAction? recorded, Outcome outcome, CancellationToken cancellationToken)
    {
        if (host.Stopping.IsCancellationRequested && host.Store.IsShared && !cancellationToken.IsCancellationRequested && outcome.Kind == OutcomeKind.Cancelled
            && !host.Cancels.IsRequested(call))
        {
            return outcome;
        }

        try
        {
            // What an earlier owner had begun is the last that is recorded of it.
            var last = recorded is null ? call : call with { Attempt = recorded.Attempt, LostAttempts = recorded.LostAttempts };
            await host.Store.AppendAsync(new AttemptEnded(last with { MayRetry = false }, outcome, host.Time.GetUtcNow()) { WhileWaiting = recorded is not null })
                .ConfigureAwait(false);
            return outcome;
        }
        catch (RunTakenOverException)
        {
            return Outcome.Superseded();
        }
    }
}
