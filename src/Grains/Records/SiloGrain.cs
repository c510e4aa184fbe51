using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Statistics;
using Undercurrent.Execution;
using Undercurrent.Grains.Execution;
using Undercurrent.Grains.Limits;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Runs;
using Undercurrent.Grains.Wire;
using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>Answers for what is recorded, and runs, on the silo that its key names.</summary>
[ActionPlacement]
[Immovable]
[Reentrant]
internal sealed class SiloGrain(TaskHost host, RunRegistry registry, RunLaunches launches, RunningWork running, ClusterLimits limits, IEnvironmentStatisticsProvider environment)
    : ISiloGrain, IIncomingGrainCallFilter
{
    public const int EventsAtATime = 5000;

    public Task Invoke(IIncomingGrainCallContext context) => StoreAway.GuardAsync(context);

    public Task<LaunchAnswer> LaunchAsync(string runId, RunLaunchMessage launch) => launches.LaunchHereAsync(RunId.Parse(runId), launch);

    public async Task<bool> CancelRunAsync(string runId)
    {
        if (registry.Find(RunId.Parse(runId)) is not { } starting)
        {
            return false;
        }

        await (await starting.ConfigureAwait(true)).RequestCancelAsync().ConfigureAwait(true);
        return true;
    }

    public Task<bool> CancelActionAsync(string runId, string actionId)
    {
        host.Cancels.Request(RunId.Parse(runId), ActionId.Parse(actionId), host.Options.CancellationGrace, host.Log);
        return Task.FromResult(true);
    }

    public async Task EndRunAsync(string runId, string task, OutcomeMessage outcome, DateTimeOffset at)
    {
        var run = RunId.Parse(runId);
        if ((await host.Store.ReadEventsAsync(run, after: 0, max: 1).ConfigureAwait(true)).Count > 0)
        {
            await host.Store.AppendAsync(new RunEnded(run, task, outcome.ToOutcome(), at)).ConfigureAwait(true);
        }
    }

    public Task StopEarlierAsync(string runId, long epoch)
    {
        running.StopEarlier(RunId.Parse(runId), epoch, host.Log);
        return Task.CompletedTask;
    }

    public Task<string[]> GetHeldPlacesAsync(string limit) => Task.FromResult(limits.HeldHere(limit));

    public async Task<int> SignalAsync(string runId, SignalMessage signal) =>
        (int)await host.Store.SendAsync(RunId.Parse(runId), signal.ToSignal()).ConfigureAwait(true);

    public Task NoteSignalAsync(string runId, SignalMessage signal)
    {
        host.Store.Note(RunId.Parse(runId), signal.ToSignal());
        return Task.CompletedTask;
    }

    public async Task<SignalMessage?> FindSignalAsync(string runId, string name) =>
        await host.Store.FindSignalAsync(RunId.Parse(runId), name).ConfigureAwait(true) is { } signal ? SignalMessage.From(signal) : null;

    public async Task<byte[]> FindActionsAsync(string runId, byte[] query) =>
        RecordsJson.Write(await host.Store.FindActionsAsync(RunId.Parse(runId), RecordsJson.Read<ActionQuery>(query)!).ConfigureAwait(true));

    public async Task<byte[]?> GetRunAsync(string runId) =>
        await host.Store.GetRunAsync(RunId.Parse(runId)).ConfigureAwait(true) is { } run ? RecordsJson.Write(run) : null;

    public Task<byte[]> GetWarningsAsync(string runId) =>
        Task.FromResult(RecordsJson.Write(host.Store is InMemoryRunStore memory ? memory.WarningsOf(RunId.Parse(runId)) : []));

    public async Task<byte[]> FindRunsAsync(byte[] query) =>
        RecordsJson.Write(await host.Store.FindRunsAsync(RecordsJson.Read<RunQuery>(query)!).ConfigureAwait(true));

    public async Task<byte[]?> GetActionAsync(string runId, string actionId) =>
        await host.Store.GetActionAsync(RunId.Parse(runId), ActionId.Parse(actionId)).ConfigureAwait(true) is { } action
            ? RecordsJson.Write(action)
            : null;

    public async Task<byte[]> GetChildrenAsync(string runId, string? parentId, int size, string? after)
    {
        var page = new PageRequest { Size = size, After = after };
        ActionId? parent = parentId is null ? null : ActionId.Parse(parentId);
        return RecordsJson.Write(await host.Store.GetChildrenAsync(RunId.Parse(runId), parent, page).ConfigureAwait(true));
    }

    public async Task<byte[]> ReadEventsAsync(string runId, long after) =>
        RecordsJson.Write(await host.Store.ReadEventsAsync(RunId.Parse(runId), after, EventsAtATime).ConfigureAwait(true));

    public Task<SiloReport> ReportAsync()
    {
        // The one that is read is that of this moment, not smoothed as Orleans uses it for placement.
        var statistics = environment.GetEnvironmentStatistics();
        return Task.FromResult(new SiloReport(
            running.Attempts, registry.Owned.Count, host.WaitingCalls.Count, Environment.WorkingSet, Math.Round(statistics.RawCpuUsagePercentage, 1)));
    }
}
