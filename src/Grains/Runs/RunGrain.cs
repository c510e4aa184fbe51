using Orleans.Concurrency;
using Undercurrent.Execution;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Runs;

/// <summary>
/// Where a run is found. It only knows the way: the run itself is in the <see cref="RunRegistry"/> of the silo that
/// launched it, its record in the store. So it may be collected, moved or lost at any time.
/// </summary>
[Reentrant]
[RunPlacement]
internal sealed class RunGrain(RunRegistry registry, TaskHost host, ClusterView cluster, IGrainFactory grains, IGrainContext context) : IGrainBase, IRunGrain
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    public IGrainContext GrainContext => context;

    private RunId RunId => Undercurrent.RunId.Parse(this.GetPrimaryKeyString());

    private IRecordsGrain Records => grains.GetGrain<IRecordsGrain>(0);

    public async Task<LaunchAnswer> LaunchAsync(RunLaunchMessage launch)
    {
        try
        {
            if (registry.IsDraining)
            {
                // Another silo will be asked: this activation ends here.
                this.DeactivateOnIdle();
                return new LaunchAnswer(LaunchRefusal.Draining, null, null);
            }

            var parsed = launch.ToLaunch(host.Options.ContextLimits);
            ContextRules.CheckTotals(parsed.Context, host.Options.ContextLimits);
            if (registry.Find(RunId) is null && await Records.GetRunAsync(RunId.Value).ConfigureAwait(true) is { } recorded)
            {
                return RecordsJson.Read<RunRecord>(recorded)!.LaunchedAt == parsed.LaunchedAt
                    ? LaunchAnswer.Accepted
                    : new LaunchAnswer(LaunchRefusal.RunExists, null, null);
            }

            await registry.StartAsync(parsed).ConfigureAwait(true);
            return LaunchAnswer.Accepted;
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
        catch (RunExistsException)
        {
            return new LaunchAnswer(LaunchRefusal.RunExists, null, null);
        }
    }

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

        var answers = await cluster.AskEachAsync(silo => silo.CancelRunAsync(RunId.Value)).ConfigureAwait(true);
        return answers.Any(answer => answer.Value);
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
