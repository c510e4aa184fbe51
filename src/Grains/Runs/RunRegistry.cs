using System.Collections.Concurrent;
using Undercurrent.Execution;
using Undercurrent.Grains.Execution;

namespace Undercurrent.Grains.Runs;

/// <summary>The runs that this silo owns. They live here and not in a grain, which may be moved or collected. Thread-safe.</summary>
internal sealed class RunRegistry(TaskHost host, RunningWork running)
{
    private readonly ConcurrentDictionary<RunId, (string Token, Task<RunOwner> Owner)> _runs = new();
    private volatile bool _draining;

    /// <summary>Whether this silo takes no further runs because it stops.</summary>
    public bool IsDraining => _draining;

    public void Drain() => _draining = true;

    /// <summary>Starts a run, or finds it started by the same launch.</summary>
    /// <exception cref="RunExistsException">Another launch has the id.</exception>
    public async Task<RunOwner> StartAsync(RunLaunch launch)
    {
        var start = new TaskCompletionSource<RunOwner>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = _runs.GetOrAdd(launch.RunId, (launch.Token, start.Task));
        if (entry.Token != launch.Token)
        {
            throw new RunExistsException(launch.RunId);
        }

        if (ReferenceEquals(entry.Owner, start.Task))
        {
            _ = OwnAsync(launch, start);
        }

        return await entry.Owner.ConfigureAwait(true);
    }

    public Task<RunOwner>? Find(RunId runId) => _runs.TryGetValue(runId, out var entry) ? entry.Owner : null;

    // Off the caller's grain and without its flow: the run's life is not that of the call that started it.
    private Task OwnAsync(RunLaunch launch, TaskCompletionSource<RunOwner> start)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(launch, start));
        }
    }

    private async Task RunAsync(RunLaunch launch, TaskCompletionSource<RunOwner> start)
    {
        running.Begin();
        try
        {
            using var owner = new RunOwner(host, launch);
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
            _runs.TryRemove(launch.RunId, out _);
            running.End();
        }
    }
}
