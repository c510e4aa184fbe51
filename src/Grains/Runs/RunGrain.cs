using Orleans.Concurrency;
using Orleans.Placement;
using Undercurrent.Execution;
using Undercurrent.Grains.Records;
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
    RunLaunches launches, RunRegistry registry, TaskHost host, RunFinder runs, ClusterView cluster, SignalRouter signals,
    IGrainContext context)
    : IGrainBase, IRunGrain, IIncomingGrainCallFilter
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    public IGrainContext GrainContext => context;

    private RunId RunId => Undercurrent.RunId.Parse(this.GetPrimaryKeyString());

    public Task Invoke(IIncomingGrainCallContext context) => StoreAway.GuardAsync(context);

    public Task<LaunchAnswer> LaunchAsync(RunLaunchMessage launch) => launches.LaunchAsync(RunId, launch);

    public async Task<RunWaitAnswer> WaitAsync(TimeSpan patience)
    {
        if (registry.Find(RunId) is { } starting)
        {
            try
            {
                var owner = await starting.WaitAsync(patience, host.Time).ConfigureAwait(true);
                var outcome = await owner.Outcome.WaitAsync(patience, host.Time).ConfigureAwait(true);

                // Superseded: it goes on elsewhere. Whoever asks again finds it there, or its end in the record.
                return new RunWaitAnswer(true, outcome.Kind == OutcomeKind.Superseded ? null : OutcomeMessage.From(outcome));
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
            await (await starting.ConfigureAwait(true)).RequestCancelAsync().ConfigureAwait(true);
            return true;
        }

        if (host.Store.IsShared)
        {
            // First into the record: if its owner is lost at this moment, the next one finds it there.
            await host.Store.AppendAsync(new RunCancelRequested(RunId, host.Time.GetUtcNow())).ConfigureAwait(true);
            await cluster.AnyAsync(silo => silo.CancelRunAsync(RunId.Value)).ConfigureAwait(true);
            return true;
        }

        return await cluster.AnyAsync(silo => silo.CancelRunAsync(RunId.Value)).ConfigureAwait(true);
    }

    public async Task<int> SignalAsync(SignalMessage signal) => (int)await signals.SendAsync(RunId, signal.ToSignal()).ConfigureAwait(true);

    public async Task<bool> CancelActionAsync(string actionId)
    {
        if (host.Store.IsShared)
        {
            // First into the record: who goes on behind the loss of a silo finds it there.
            await host.Store.AppendAsync(new ActionCancelRequested(RunId, ActionId.Parse(actionId), host.Time.GetUtcNow())).ConfigureAwait(true);
        }

        // It may run on any silo, and be called on any other. One that doesn't answer is asked again, by who asked here.
        await cluster.AskEachAsync(silo => silo.CancelActionAsync(RunId.Value, actionId)).ConfigureAwait(true);
        return true;
    }

    // The run has ended, or another silo owns it.
    private async Task<RunWaitAnswer> WaitForRecordAsync(TimeSpan patience)
    {
        var started = host.Time.GetTimestamp();
        while (true)
        {
            var (isKnown, run) = await LookAsync().ConfigureAwait(true);
            if (!isKnown)
            {
                return new RunWaitAnswer(false, null);
            }

            // Interrupted is nobody's at this moment; on a cluster that doesn't last.
            if (run is not null && Outcome.Of(run) is { } outcome)
            {
                return new RunWaitAnswer(true, OutcomeMessage.From(outcome));
            }

            if (host.Time.GetElapsedTime(started) >= patience)
            {
                return new RunWaitAnswer(true, null);
            }

            await PauseAsync(patience - host.Time.GetElapsedTime(started), run?.State).ConfigureAwait(true);
        }
    }

    // While the store is away nobody knows how the run is doing, and who waits goes on waiting.
    private async Task<(bool IsKnown, RunRecord? Run)> LookAsync()
    {
        try
        {
            var run = await runs.FindAsync(RunId).ConfigureAwait(true);
            return (run is not null, run);
        }
        catch (StoreUnavailableException)
        {
            return (true, null);
        }
    }

    // A shared store tells of the end by itself, for all that wait here at once.
    private async Task PauseAsync(TimeSpan left, RunState? state)
    {
        if (!host.Store.IsShared || state != RunState.Running)
        {
            await Task.Delay(LookInterval, host.Time).ConfigureAwait(true);
            return;
        }

        using var patience = new CancellationTokenSource(left, host.Time);
        try
        {
            await host.Store.WaitForEndAsync(RunId, patience.Token).ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is OperationCanceledException or StoreUnavailableException)
        {
            // The time is over, which the loop sees; or the store is away.
        }
    }
}
