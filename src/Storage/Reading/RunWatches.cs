using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>
/// The runs that are waited for. What this process commits wakes those who wait at once; what others write is found by one
/// query for all of them, four times a second, and only while somebody waits. Thread-safe.
/// </summary>
/// <param name="read">Runs a query; it waits while the database is away.</param>
/// <param name="lastSequence">See <see cref="IRunDatabase.LastSequence"/>.</param>
/// <param name="markDead">Marks the runs whose owner is known to be dead; null where nobody knows. Done now and then while somebody waits.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Told when a look did not succeed.</param>
internal sealed class RunWatches(
    Func<Sql, Func<Row, (RunId Id, RunProgress Progress)>, Task<List<(RunId Id, RunProgress Progress)>>> read,
    string lastSequence,
    Func<Task>? markDead,
    TimeProvider time,
    Action<Exception> failed)
{
    private const int AtATime = 500;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MarkPeriod = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, RunWatch> _watches = [];
    private bool _isPolling;
    private volatile bool _isClosed;

    /// <summary>Close it with <see cref="Leave"/>.</summary>
    public RunWatch Enter(RunId runId)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(runId, out var watch))
            {
                _watches.Add(runId, watch = new RunWatch());
            }

            watch.Waiters++;
            if (!_isPolling)
            {
                _isPolling = true;
                StartPolling();
            }

            return watch;
        }
    }

    public void Leave(RunId runId, RunWatch watch)
    {
        lock (_gate)
        {
            if (--watch.Waiters == 0)
            {
                _watches.Remove(runId);
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count == 0;
            }
        }
    }

    public void Signal(RunId runId, bool stateToo)
    {
        RunWatch? watch;
        lock (_gate)
        {
            _watches.TryGetValue(runId, out watch);
        }

        watch?.Signal(stateToo);
    }

    /// <summary>Those who wait go on, and find the store closed.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var (_, watch) in Snapshot())
        {
            watch.Signal(stateToo: true);
        }
    }

    // It outlives the flow that it was started in, and must not keep its context.
    private void StartPolling()
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(PollAsync);
        }
    }

    private async Task PollAsync()
    {
        var marked = time.GetTimestamp();
        while (true)
        {
            // With very many it looks less often.
            var watches = Snapshot();
            await Task.Delay(Period * (1 + (watches.Length / 1000)), time).ConfigureAwait(false);
            lock (_gate)
            {
                if (_isClosed || _watches.Count == 0)
                {
                    _isPolling = false;
                    return;
                }
            }

            try
            {
                if (markDead is not null && time.GetElapsedTime(marked) >= MarkPeriod)
                {
                    marked = time.GetTimestamp();
                    await markDead().ConfigureAwait(false);
                }

                foreach (var some in Snapshot().Chunk(AtATime))
                {
                    await LookAsync(some).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                if (!_isClosed)
                {
                    failed(exception);
                }
            }
        }
    }

    private async Task LookAsync(KeyValuePair<RunId, RunWatch>[] watches)
    {
        var sql = new Sql($"SELECT id, {lastSequence}, state FROM runs WHERE id IN ").List("id", [.. watches.Select(watch => watch.Key.Value)]);
        var found = (await read(sql, ReadProgress).ConfigureAwait(false)).ToDictionary(run => run.Id, run => run.Progress);
        foreach (var (runId, watch) in watches)
        {
            watch.See(found.GetValueOrDefault(runId));
        }
    }

    public static (RunId Id, RunProgress Progress) ReadProgress(Row row) =>
        (RunId.Parse(row.Text(0)), new RunProgress(row.Long(1), (Undercurrent.Records.RunState)row.Int(2)));

    private KeyValuePair<RunId, RunWatch>[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _watches];
        }
    }
}
