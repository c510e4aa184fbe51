using Orleans.Concurrency;
using Orleans.Placement;
using Undercurrent.Execution;
using Undercurrent.Grains.Records;

namespace Undercurrent.Grains.Limits;

/// <summary>
/// The places of one limit. They live in this activation alone: a new one asks every silo which bodies that hold a place run
/// there. A holder whose silo died, or the silo that asked for it, holds no longer.
/// </summary>
[Reentrant]
[Immovable]
internal sealed class LimitGrain(ClusterView cluster, IGrainContext context) : IGrainBase, ILimitGrain
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly FairQueue _queue = new();
    private readonly Dictionary<string, PlaceWaiter> _waiting = new(StringComparer.Ordinal);
    private IGrainTimer? _look;

    public IGrainContext GrainContext => context;

    public async Task OnActivateAsync(CancellationToken token)
    {
        var limit = this.GetPrimaryKeyString();
        foreach (var held in await cluster.AskEachAsync(silo => silo.GetHeldPlacesAsync(limit)).ConfigureAwait(true))
        {
            foreach (var holder in held.Value)
            {
                _queue.Add(holder);
            }
        }
    }

    public async Task<bool> EnterAsync(int places, string runId, string holder, bool isReturning)
    {
        if (_queue.Enter(places, RunId.Parse(runId), holder, isReturning) is not { } waiter)
        {
            StayAwake();
            return true;
        }

        _waiting[holder] = waiter;
        StayAwake();
        var entered = await waiter.Entered.ConfigureAwait(true);
        if (_waiting.TryGetValue(holder, out var latest) && ReferenceEquals(latest, waiter))
        {
            _waiting.Remove(holder);
        }

        return entered;
    }

    public Task LeaveAsync(string holder)
    {
        if (_waiting.Remove(holder, out var waiter))
        {
            _queue.Withdraw(waiter);
        }

        _queue.Leave(holder);
        return Task.CompletedTask;
    }

    // Collected while it has holders, it would have to ask every silo again.
    private void StayAwake() => _look ??= this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(LookInterval, LookInterval) { KeepAlive = true });

    private Task LookAsync(CancellationToken cancellationToken)
    {
        var living = cluster.Living;
        _queue.RemoveWhere(holder => !living.Contains(holder[..holder.IndexOf(CallPlaces.HolderSeparator)]));
        if (_queue.IsEmpty)
        {
            _look?.Dispose();
            _look = null;
        }

        return Task.CompletedTask;
    }
}
