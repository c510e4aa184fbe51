using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage;

/// <content>What those who follow a run or wait for its end ask for. It waits for a database that is away.</content>
internal sealed partial class DurableRunStore
{
    private readonly RunWatches _watches;

    public Task<IReadOnlyList<RunEvent>> ReadEventsAsync(RunId runId, long after, int max, CancellationToken cancellationToken = default) =>
        ReadRunAsync<IReadOnlyList<RunEvent>>(
            runId,
            async (connection, run) =>
            {
                var events = new List<RunEvent>();
                var characters = 0;
                await foreach (var some in connection.StreamAsync(EventRows.After(run, after, max), row => EventRows.Read(row, after)).ConfigureAwait(false))
                {
                    foreach (var one in some)
                    {
                        characters += one.Message?.Length ?? 0;
                        if (events.Count == max || (events.Count > 0 && characters > Paging.MaxEventText))
                        {
                            return events;
                        }

                        events.Add(one);
                    }
                }

                return events;
            },
            [],
            cancellationToken,
            Timeout.InfiniteTimeSpan);

    public async Task WaitForEventAsync(RunId runId, long after, CancellationToken cancellationToken)
    {
        var watch = _watches.Enter(runId);
        try
        {
            RunProgress? first = null;
            while (true)
            {
                var next = watch.NextEvent;
                var progress = await LookAsync(runId, watch, cancellationToken).ConfigureAwait(false)
                    ?? (first is null ? throw new KeyNotFoundException($"The record has no run '{runId}'.") : first with { Sequence = long.MaxValue });
                first ??= progress;
                if (progress.Sequence > after || progress.State != first.State || progress.State is not (RunState.Running or RunState.Interrupted))
                {
                    // A run that is given up has no event for it; whoever follows sees its state.
                    return;
                }

                await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _watches.Leave(runId, watch);
        }
    }

    public async Task WaitForEndAsync(RunId runId, CancellationToken cancellationToken)
    {
        var watch = _watches.Enter(runId);
        try
        {
            while (true)
            {
                var next = watch.NextEnd;
                if ((await LookAsync(runId, watch, cancellationToken).ConfigureAwait(false))?.State != RunState.Running)
                {
                    return;
                }

                await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _watches.Leave(runId, watch);
        }
    }

    private async Task<RunProgress?> LookAsync(RunId runId, RunWatch watch, CancellationToken cancellationToken)
    {
        var sql = new Sql($"SELECT id, {_database.LastSequence}, state FROM runs WHERE id = @id").With("id", runId.Value);
        var (_, progress) = await ReadAsync(connection => connection.FirstAsync(sql, RunWatches.ReadProgress), Timeout.InfiniteTimeSpan, cancellationToken)
            .ConfigureAwait(false);
        watch.See(progress);
        return progress;
    }

    // On the journal's thread.
    private void OnCommitted(JournalBatch batch)
    {
        if (_watches.IsEmpty)
        {
            return;
        }

        // Those of one run mostly come together.
        RunId last = default;
        foreach (var pending in batch.Entries)
        {
            var isEnd = pending.Entry is RunEnded;
            if (isEnd || pending.Entry.RunId != last)
            {
                last = pending.Entry.RunId;
                _watches.Signal(last, isEnd);
            }
        }
    }
}
