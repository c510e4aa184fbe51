using Orleans.Concurrency;
using Orleans.Placement;
using Undercurrent.Execution;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Runs;

/// <summary>
/// Where a run is found. It only knows the way: the run itself is in the <see cref="RunRegistry"/> of the silo that
/// owns it, its record in the store. So it may be collected, moved or lost at any time.
/// </summary>
[Reentrant]
[RandomPlacement]
internal sealed class RunGrain(
    RunLaunches launches, RunRegistry registry, TaskHost host, ClusterView cluster, IGrainFactory grains, IGrainContext context)
    : IGrainBase, IRunGrain
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    public IGrainContext GrainContext => context;

    private RunId RunId => Undercurrent.RunId.Parse(this.GetPrimaryKeyString());

    private IRecordsGrain Records => grains.GetGrain<IRecordsGrain>(0);

    public Task<LaunchAnswer> LaunchAsync(RunLaunchMessage launch) => launches.LaunchAsync(RunId, launch);

    public async Task<RunWaitAnswer> WaitAsync(TimeSpan patience)
    {
        if (registry.Find(RunId) is { } starting)
        {
            try
            {
                var owner = await starting.WaitAsync(patience, host.Time).ConfigureAwait(true);
                return new RunWaitAnswer(true, OutcomeMessage.From(await owner.Outcome.WaitAsync(patience, host.Time).ConfigureAwait(true)));
            }
            catch (TimeoutException)
            {
                return new RunWaitAnswer(true, null);
            }
        }

        return await WaitForRecordAsync(patience).ConfigureAwait(true);
    }

    public async Task<bool> CancelAsync()
    {
        if (registry.Find(RunId) is { } starting)
        {
            (await starting.ConfigureAwait(true)).Cancel();
            return true;
        }

        return await cluster.AnyAsync(silo => silo.CancelRunAsync(RunId.Value)).ConfigureAwait(true);
    }

    // The run has ended, or another silo owns it.
    private async Task<RunWaitAnswer> WaitForRecordAsync(TimeSpan patience)
    {
        var started = host.Time.GetTimestamp();
        while (true)
        {
            var run = RecordsJson.Read<RunRecord>(await Records.GetRunAsync(RunId.Value).ConfigureAwait(true));
            if (run is null)
            {
                return new RunWaitAnswer(false, null);
            }

            if (run.State != RunState.Running)
            {
                return new RunWaitAnswer(true, OutcomeMessage.From(OutcomeOf(run)));
            }

            if (host.Time.GetElapsedTime(started) >= patience)
            {
                return new RunWaitAnswer(true, null);
            }

            await Task.Delay(LookInterval, host.Time).ConfigureAwait(true);
        }
    }

    private static Outcome OutcomeOf(RunRecord run) => run.State switch
    {
        RunState.Succeeded => Outcome.Succeeded(run.Output!.Value),
        RunState.Cancelled => Outcome.Cancelled(),
        _ => Outcome.Failed(run.Failure!),
    };
}
