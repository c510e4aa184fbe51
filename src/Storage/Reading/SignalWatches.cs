using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>
/// The answers that are waited for. One that is sent through this store wakes those who wait at once; what others send is
/// found by one query for all of them, twice a second, and only while somebody waits. Thread-safe.
/// </summary>
/// <param name="read">Runs a query; it waits while the database is away.</param>
/// <param name="time">The clock.</param>
/// <param name="failed">Told when a look did not succeed.</param>
internal sealed class SignalWatches(
    Func<Sql, Func<Row, SignalWatches.Key>, Task<List<SignalWatches.Key>>> read, TimeProvider time, Action<Exception> failed)
{
    private const int AtATime = 500;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Watch> _watches = [];
    private bool _isPolling;
    private volatile bool _isClosed;

    /// <summary>Begin before looking, then nothing is missed. End it with <see cref="Leave"/>.</summary>
    public Watch Enter(Key key)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(key, out var watch))
            {
                _watches.Add(key, watch = new Watch());
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

    public void Leave(Key key, Watch watch)
    {
        lock (_gate)
        {
            if (--watch.Waiters == 0)
            {
                _watches.Remove(key);
            }
        }
    }

    /// <summary>Those who wait for it look.</summary>
    public void Signal(Key key)
    {
        Watch? watch;
        lock (_gate)
        {
            _watches.TryGetValue(key, out watch);
        }

        watch?.Signal();
    }

    /// <summary>Those who wait look, and find the store closed.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var key in Snapshot())
        {
            Signal(key);
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
        while (true)
        {
            // With very many it looks less often.
            await Task.Delay(Period * (1 + (Snapshot().Length / 1000)), time).ConfigureAwait(false);
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
                foreach (var runs in Snapshot().Select(key => key.RunId.Value).Distinct().Chunk(AtATime))
                {
                    var sql = new Sql("SELECT r.id, s.name FROM runs r JOIN signals s ON s.run_no = r.no WHERE r.id IN ").List("id", runs);
                    foreach (var key in await read(sql, static row => new Key(RunId.Parse(row.Text(0)), row.Text(1))).ConfigureAwait(false))
                    {
                        Signal(key);
                    }
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

    private Key[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _watches.Keys];
        }
    }

    internal readonly record struct Key(RunId RunId, string Name);

    /// <summary>An answer that somebody waits for.</summary>
    internal sealed class Watch
    {
        private TaskCompletionSource _next = New();

        /// <summary>How many wait; guarded by the watches.</summary>
        public int Waiters { get; set; }

        /// <summary>Take it before looking. Completes when the answer may be there.</summary>
        public Task Next => Volatile.Read(ref _next).Task;

        public void Signal() => Interlocked.Exchange(ref _next, New()).SetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
