using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Runs;
using Undercurrent.Records;

namespace Undercurrent.Grains.Recovery;

/// <summary>
/// Takes over runs whose owner is gone: looks when the cluster changes, and now and then. All silos look; of those that
/// want the same run the store lets one have it.
/// </summary>
internal sealed class RunSupervisor(
    TaskHost host, RunRegistry registry, ClusterView cluster, IClusterMembershipService membership, UndercurrentSiloOptions options, ILogger<RunSupervisor> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _changed = new(0, 1);

    // Only the one look at a time uses them. Another library may be deployed to other silos, so a run is tried again.
    private readonly HashSet<string> _unknownTasks = new(StringComparer.Ordinal);
    private readonly Dictionary<RunId, long> _refused = [];
    private Task _looking = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private IDisposable? _held;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(RunSupervisor), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose()
    {
        _stopped.Dispose();
        _changed.Dispose();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _held = host.Store.HoldOwner(host.Owner);
        _watching = Task.Run(WatchAsync, CancellationToken.None);
        _looking = Task.Run(LookAgainAndAgainAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watching, _looking).ConfigureAwait(false);
        _held?.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(_stopped.Token).ConfigureAwait(false))
            {
                Wake();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A look is due already.
        }
    }

    private async Task LookAgainAndAgainAsync()
    {
        var failed = false;
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await LookAsync(_stopped.Token).ConfigureAwait(false);
                failed = false;
            }
            catch (Exception exception) when (!_stopped.IsCancellationRequested)
            {
                if (!failed)
                {
                    // The store is away, most likely. A run without an owner waits, and one line says so.
                    RecoveryLog.LookFailed(log, options.RecoveryInterval, exception);
                }

                failed = true;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await PauseAsync().ConfigureAwait(false);
        }
    }

    private async Task PauseAsync()
    {
        try
        {
            await _changed.WaitAsync(options.RecoveryInterval, _stopped.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (registry.Owned is { Count: > 0 } owned)
        {
            await LeaveLostAsync(owned, cancellationToken).ConfigureAwait(false);
            await CancelAskedAsync(cancellationToken).ConfigureAwait(false);
        }

        var taken = 1;
        while (taken > 0 && !registry.IsDraining)
        {
            taken = 0;
            var candidates = await host.Store.FindUnfinishedAsync(Living(), AtOnce, Filter(), cancellationToken).ConfigureAwait(false);
            if (candidates.Count == 0)
            {
                return;
            }

            // Who launched a run had joined the cluster before: seen from behind that, an owner that is no member is gone.
            await membership.Refresh(cancellationToken: cancellationToken).ConfigureAwait(false);
            var living = Living();
            foreach (var run in InOwnOrder(candidates))
            {
                if (registry.IsDraining)
                {
                    return;
                }

                taken += (run.Owner is null || !living.Contains(run.Owner)) && await TryTakeOverAsync(run, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }
    }

    // True also for one that this silo has found to be of no use to it: the next look is for others.
    private async Task<bool> TryTakeOverAsync(UnfinishedRun run, CancellationToken cancellationToken)
    {
        try
        {
            _ = host.Catalog.Get(run.Task, "on the silo", host.Name);
            return await TakeOverAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (UnknownTaskException exception)
        {
            if (_unknownTasks.Add(run.Task))
            {
                RecoveryLog.CannotTakeOver(log, run.RunId, exception.Message);
            }

            return true;
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            // One run that can't go on here must not keep the others from it.
            _refused[run.RunId] = host.Time.GetTimestamp();
            RecoveryLog.CannotTakeOver(log, run.RunId, exception.Message);
            return true;
        }
    }

    private async Task<bool> TakeOverAsync(UnfinishedRun run, CancellationToken cancellationToken)
    {
        // One that was lost here and is still ending would be taken for the new one; the next look finds it ended.
        if (registry.Find(run.RunId) is not null || await host.Store.TryClaimAsync(run, host.Owner, cancellationToken).ConfigureAwait(false) is not { } claim)
        {
            return false;
        }

        RecoveryLog.TookOver(log, run.RunId, run.Task, run.Owner ?? "nobody", claim.RecordedActions);
        _ = cluster.AnnounceTakeOverAsync(run.RunId, claim.Epoch);
        try
        {
            await registry.ResumeAsync(claim).ConfigureAwait(false);
            return true;
        }
        catch
        {
            // It is given back, for a silo that has the right library.
            await host.Store.ReleaseAsync(run.RunId, claim.Epoch, interrupted: false).ConfigureAwait(false);
            throw;
        }
    }

    private UnfinishedFilter Filter()
    {
        foreach (var (run, since) in _refused.ToArray())
        {
            if (host.Time.GetElapsedTime(since) >= RefusedFor)
            {
                _refused.Remove(run);
            }
        }

        return new UnfinishedFilter { Scope = host.Scope, ExceptTasks = _unknownTasks, ExceptRuns = _refused.Keys };
    }

    // A silo that was paused for long may have lost runs without noticing.
    private async Task LeaveLostAsync(IReadOnlyCollection<RunId> owned, CancellationToken cancellationToken)
    {
        foreach (var run in await host.Store.FindLostAsync(host.Owner, owned, cancellationToken).ConfigureAwait(false))
        {
            if (registry.Find(run) is { IsCompletedSuccessfully: true } known && !known.Result.Outcome.IsCompleted)
            {
                RecoveryLog.Lost(log, run);
                known.Result.Abandon();
            }
        }
    }

    // A request may have been recorded just when the run changed its owner, and have reached neither.
    private async Task CancelAskedAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await host.Store.FindCancelRequestedAsync(host.Owner, cancellationToken).ConfigureAwait(false))
        {
            if (registry.Find(run) is { IsCompletedSuccessfully: true } known)
            {
                known.Result.Cancel();
            }
        }
    }

    // Each silo begins elsewhere, so that they share the work instead of all wanting the first.
    private IEnumerable<UnfinishedRun> InOwnOrder(IReadOnlyList<UnfinishedRun> runs)
    {
        var start = (int)((uint)string.GetHashCode(host.Owner, StringComparison.Ordinal) % (uint)runs.Count);
        return runs.Skip(start).Concat(runs.Take(start));
    }

    private HashSet<string> Living() =>
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .Select(member => member.SiloAddress.ToParsableString()),
    ];
}
