using System.Runtime.CompilerServices;
using Undercurrent.Execution;
using Undercurrent.Grains.Wire;
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

    // Where each silo has its own part of the events, the stream is put together here: a look at all of them, by time.
    public async IAsyncEnumerable<RunEvent> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Which kind of record it is, the first answer tells. Only a shared one has numbers that a follower can come back with.
        var positions = new Dictionary<string, long>(StringComparer.Ordinal) { [EventsMessage.Shared] = after };
        var sequence = 0L;
        RunEvent? end = null;
        var hasEnded = false;
        while (true)
        {
            var message = await ReadAsync(positions, cancellationToken).ConfigureAwait(false);
            var batch = RecordsJson.Read<List<RunEvent>>(message.Json)!;
            var isNumbered = message.Positions.ContainsKey(EventsMessage.Shared);
            foreach (var happened in batch.Where(happened => happened.Kind != RunEventKind.RunEnded))
            {
                yield return isNumbered ? happened : happened with { Sequence = ++sequence };
            }

            if (batch.Count == 0 && (end is not null || hasEnded))
            {
                // Without an end to tell of, it is the one behind which this began.
                if (end is not null)
                {
                    yield return isNumbered ? end : end with { Sequence = ++sequence };
                }

                yield break;
            }

            // After the end one more look, for what other silos recorded before it.
            end ??= batch.FirstOrDefault(happened => happened.Kind == RunEventKind.RunEnded);
            hasEnded = message.HasEnded;
            if (batch.Count == 0 && !hasEnded)
            {
                await Task.Delay(options.FollowInterval, calls.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<EventsMessage> ReadAsync(Dictionary<string, long> positions, CancellationToken cancellationToken)
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

        return message;
    }

    private RunNotRecordedException Gone() => new(
        runId, "Either it was in the memory of the silo that owned it, and that silo is gone: to survive that, give the silos a durable run store. Or it ended long ago, and the store keeps it no longer.");
}
