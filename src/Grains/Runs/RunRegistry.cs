using System.Collections.Concurrent;
using Undercurrent.Execution;
using Undercurrent.Grains.Execution;
using Undercurrent.Records;

namespace Undercurrent.Grains.Runs;

/// <summary>The runs that this silo owns. They live here and not in a grain, which may be moved or collected. Thread-safe.</summary>
internal sealed class RunRegistry(TaskHost host, RunningWork running)
{
    private readonly ConcurrentDictionary<RunId, (string Token, Task<RunOwner> Owner)> _runs = new();
    private volatile bool _draining;

    /// <summary>Whether this silo takes no further runs because it stops.</summary>
    public bool IsDraining => _draining;

    /// <summary>The runs that are recorded and go on here.</summary>
    public IReadOnlyCollection<RunId> Owned => [.. _runs.Where(run => run.Value.Owner.IsCompletedSuccessfully).Select(run => run.Key)];

    public void Drain() => _draining = true;

    /// <summary>Starts a run, or finds it started by the same launch.</summary>
    /// <exception cref="RunExistsException">Another launch has the id.</exception>
    public Task<RunOwner> StartAsync(RunLaunch launch) => StartAsync(launch, () => new RunOwner(host, launch));

    /// <summary>Lets a run go on that this silo has taken over.</summary>
    public Task<RunOwner> ResumeAsync(RunClaim claim) => StartAsync(claim.Launch, () => new RunOwner(host, claim));

    public Task<RunOwner>? Find(RunId runId) => _runs.TryGetValue(runId, out var entry) ? entry.Owner : null;

    /// <summary>Completes when no run is owned here any more: ended, or given up because the silo stops.</summary>
    public Task WhenGivenUpAsync() => Task.WhenAll(_runs.Values.Select(async entry =>
    {
        try
        {
            await (await entry.Owner.ConfigureAwait(false)).Outcome.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It never started, and whoever launched it was told.
        }
    }));

    private async Task<RunOwner> StartAsync(RunLaunch launch, Func<RunOwner> create)
    {
        var start = new TaskCompletionSource<RunOwner>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = _runs.GetOrAdd(launch.RunId, (launch.Token, start.Task));
        if (entry.Token != launch.Token)
        {
            throw new RunExistsException(launch.RunId);
        }

        if (ReferenceEquals(entry.Owner, start.Task))
        {
            _ = OwnAsync(launch.RunId, create, start);
        }

        return await entry.Owner.ConfigureAwait(true);
    }

    // Off the caller's grain and without its flow: the run's life is not that of the call that started it.
    private Task OwnAsync(RunId runId, Func<RunOwner> create, TaskCompletionSource<RunOwner> start)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(runId, create, start));
        }
    }

    private async Task RunAsync(RunId runId, Func<RunOwner> create, TaskCompletionSource<RunOwner> start)
    {
        running.Begin();
        try
        {
            using var owner = create();
            await owner.StartAsync().ConfigureAwait(false);
            start.SetResult(owner);
            await owner.Outcome.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            start.TrySetException(exception);
        }
        finally
        {
            // From now on the record answers.
            _runs.TryRemove(runId, out _);
            running.End();
        }
    }
}
