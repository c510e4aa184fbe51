using System.Runtime.CompilerServices;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Grains.Running;

/// <summary>A handle's way to a run on the cluster.</summary>
internal sealed class ClusterRunChannel(IGrainFactory grains, ClusterCalls calls, RunId runId, GrainRunnerOptions options) : IRunChannel
{
    public RunId RunId => runId;

    private IRunGrain Run => grains.GetGrain<IRunGrain>(runId.Value);

    public async Task<Outcome> WaitForOutcomeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await calls.InvokeAsync(() => Run.WaitAsync(options.Patience), cancellationToken).ConfigureAwait(false);
            if (!answer.IsKnown)
            {
                throw Gone();
            }

            if (answer.Outcome is not null)
            {
                return answer.Outcome.ToOutcome();
            }
        }
    }

    public async Task<RunRecord> GetRecordAsync(CancellationToken cancellationToken) =>
        await new ClusterRecords(grains, calls).GetRunAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw Gone();

    // False: no silo runs it, because it has ended. A silo that could not be asked is an error, and is asked again.
    public Task CancelAsync(CancellationToken cancellationToken) => calls.InvokeAsync(() => Run.CancelAsync(), cancellationToken);

    public Task CancelActionAsync(ActionId actionId, CancellationToken cancellationToken)
    {
        var id = actionId.ToString();
        return calls.InvokeAsync(() => Run.CancelActionAsync(id), cancellationToken);
    }

    // Each silo has its own part of the events, so the stream is put together here: a look at all of them, by time.
    public async IAsyncEnumerable<RunEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        var sequence = 0L;
        RunEvent? end = null;
        while (true)
        {
            var batch = await ReadAsync(positions, cancellationToken).ConfigureAwait(false);
            foreach (var happened in batch.Where(happened => happened.Kind != RunEventKind.RunEnded))
            {
                yield return happened with { Sequence = ++sequence };
            }

            if (end is not null && batch.Count == 0)
            {
                yield return end with { Sequence = ++sequence };
                yield break;
            }

            // After the end one more look, for what other silos recorded before it.
            end ??= batch.FirstOrDefault(happened => happened.Kind == RunEventKind.RunEnded);
            if (batch.Count == 0)
            {
                await Task.Delay(options.FollowInterval, calls.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<List<RunEvent>> ReadAsync(Dictionary<string, long> positions, CancellationToken cancellationToken)
    {
        var message = await calls.InvokeAsync(
            () => grains.GetGrain<IRecordsGrain>(0).ReadEventsAsync(runId.Value, positions), cancellationToken).ConfigureAwait(false);
        if (!message.IsKnown)
        {
            throw Gone();
        }

        foreach (var (store, position) in message.Positions)
        {
            positions[store] = position;
        }

        return RecordsJson.Read<List<RunEvent>>(message.Json)!;
    }

    private RunNotRecordedException Gone() => new(
        runId, "Either it was in the memory of the silo that owned it, and that silo is gone: to survive that, give the silos a durable run store. Or it ended long ago, and the store keeps it no longer.");
}
