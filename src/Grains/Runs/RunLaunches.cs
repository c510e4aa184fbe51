using Undercurrent.Execution;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Runs;

/// <summary>Launches runs on this silo, or on another one while this one drains. Thread-safe.</summary>
/// <remarks>
/// Asking the client to try again is not enough: while the silo is a member of the cluster, the addresses that other
/// silos and gateways remember would lead the same launch back to it until the drain is over.
/// </remarks>
internal sealed class RunLaunches(RunRegistry registry, TaskHost host, RunFinder runs, ClusterView cluster, IGrainFactory grains)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly LaunchAnswer Draining = new(LaunchRefusal.Draining, null, null);

    public async Task<LaunchAnswer> LaunchAsync(RunId runId, RunLaunchMessage launch)
    {
        var answer = await LaunchHereAsync(runId, launch).ConfigureAwait(true);
        return answer.Refusal == LaunchRefusal.Draining ? await LaunchElsewhereAsync(runId, launch).ConfigureAwait(true) : answer;
    }

    public async Task<LaunchAnswer> LaunchHereAsync(RunId runId, RunLaunchMessage launch)
    {
        if (registry.IsDraining)
        {
            return Draining;
        }

        try
        {
            var parsed = launch.ToLaunch(host.Options.ContextLimits);
            ContextRules.CheckTotals(parsed.Context, host.Options.ContextLimits);
            if (registry.Find(runId) is null && await FindRecordAsync(runId).ConfigureAwait(true) is { } recorded)
            {
                return recorded.LaunchedAt == parsed.LaunchedAt
                    ? LaunchAnswer.Accepted
                    : new LaunchAnswer(LaunchRefusal.RunExists, null, null);
            }

            await registry.StartAsync(parsed).WaitAsync(Patience, host.Time).ConfigureAwait(true);
            return LaunchAnswer.Accepted;
        }
        catch (TimeoutException)
        {
            // It goes on; the same launch asked for again finds it. So no call of a client's takes long.
            return new LaunchAnswer(LaunchRefusal.Waiting, null, null);
        }
        catch (UnknownTaskException exception)
        {
            return new LaunchAnswer(LaunchRefusal.UnknownTask, exception.Task, exception.Message);
        }
        catch (TaskInputException exception)
        {
            return new LaunchAnswer(LaunchRefusal.WrongInputs, exception.Task, exception.Message);
        }
        catch (ContextLimitException exception)
        {
            return new LaunchAnswer(LaunchRefusal.ContextLimit, exception.Key, exception.Message);
        }
        catch (StoreUnavailableException exception)
        {
            return new LaunchAnswer(LaunchRefusal.StoreUnavailable, null, exception.Message);
        }
        catch (RunExistsException)
        {
            return new LaunchAnswer(LaunchRefusal.RunExists, null, null);
        }
    }

    private async Task<RunRecord?> FindRecordAsync(RunId runId)
    {
        try
        {
            return await runs.FindAsync(runId).ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or StoreUnavailableException)
        {
            // A silo that doesn't answer mustn't keep the others from launching; and a store that is away lets the launch
            // itself wait for it.
            return null;
        }
    }

    // One after the other: two that start it would be two runs.
    private async Task<LaunchAnswer> LaunchElsewhereAsync(RunId runId, RunLaunchMessage launch)
    {
        foreach (var silo in cluster.Others)
        {
            var answer = await grains.GetGrain<ISiloGrain>(GrainKeys.For(silo)).LaunchAsync(runId.Value, launch).ConfigureAwait(true);
            if (answer.Refusal != LaunchRefusal.Draining)
            {
                return answer;
            }
        }

        return Draining;
    }
}
