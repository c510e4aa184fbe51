using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// One call's way to the cache. Whatever goes wrong there is logged and fails nothing: what can't be asked has nothing, and
/// what can't be written is not kept.
/// </summary>
internal sealed class CacheAccess(TaskHost host, ActionCall call, TaskDefinition task, CacheKey key)
{
    public const int MaxOutputBytes = 1024 * 1024;

    // A silo that died is noticed after so long; a holder that lives renews three times meanwhile.
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    // The action has ended and its caller waits.
    private static readonly TimeSpan PutLimit = TimeSpan.FromSeconds(5);

    private readonly string _holder = $"{call.RunId}/{call.ActionId}";

    public CacheKey Key => key;

    /// <summary>The entry that the call may take; null when its body is to run.</summary>
    public async ValueTask<CacheEntry?> FindAsync(CancellationToken cancellationToken)
    {
        var policy = task.Options.Cache;
        if (CacheDecision.IsOverridden(policy, call.Cache))
        {
            return null;
        }

        try
        {
            var found = await host.Cache.FindAsync(key, cancellationToken).ConfigureAwait(false);
            return CacheDecision.For(found, policy, call.Cache, host.Time.GetUtcNow()) == CacheReason.Hit ? found : null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            CacheLog.NotFound(host.Log, call.Task, call.ActionId, exception);
            return null;
        }
    }

    /// <summary>Keeps what the call came to, if that is to be kept.</summary>
    public async Task PutAsync(Outcome outcome)
    {
        if (outcome.Kind != OutcomeKind.Succeeded)
        {
            return;
        }

        if (outcome.Value.Length > MaxOutputBytes)
        {
            if (host.UncachedTasks.TryAdd(call.Task, true))
            {
                CacheLog.TooLarge(host.Log, call.Task, outcome.Value.Length, MaxOutputBytes);
            }

            return;
        }

        try
        {
            await host.Cache.PutAsync(EntryOf(outcome)).WaitAsync(PutLimit, host.Time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CacheLog.NotPut(host.Log, call.Task, call.ActionId, exception);
        }
    }

    /// <summary>See <see cref="ICacheStore.TryHoldAsync"/>. Where nobody can hold, everybody runs.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<bool> TryHoldAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await host.Cache.TryHoldAsync(key, _holder, Lease, patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            CacheLog.NotHeld(host.Log, call.Task, call.ActionId, exception);
            return true;
        }
    }

    /// <summary>Never faults.</summary>
    public async Task RenewAsync()
    {
        try
        {
            if (!await host.Cache.RenewAsync(key, _holder, Lease).ConfigureAwait(false))
            {
                CacheLog.HoldLost(host.Log, call.Task, call.ActionId);
            }
        }
        catch (Exception exception)
        {
            CacheLog.NotHeld(host.Log, call.Task, call.ActionId, exception);
        }
    }

    /// <summary>Never faults.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await host.Cache.ReleaseAsync(key, _holder).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CacheLog.NotHeld(host.Log, call.Task, call.ActionId, exception);
        }
    }

    private CacheEntry EntryOf(Outcome outcome)
    {
        var policy = task.Options.Cache;
        var now = host.Time.GetUtcNow();
        return new CacheEntry
        {
            Key = key,
            Task = call.Task,
            Source = new ActionSource(call.RunId, call.ActionId),
            OnlyRun = policy.Scope == CacheScope.Run ? call.RunId : null,
            CreatedAt = now,
            ExpiresAt = policy.Expiry is { } expiry && expiry < DateTimeOffset.MaxValue - now ? now + expiry : null,
            DependsOn = outcome.Details?.DependsOn,
            Output = outcome.Value,
        };
    }
}
