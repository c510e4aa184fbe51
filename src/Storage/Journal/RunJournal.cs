using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Journal;

/// <summary>
/// Writes the entries of this process, in their order, by a thread of its own: it commits in one transaction what has
/// gathered, then what gathered meanwhile. One caller alone waits for one commit, and a thousand share it; what nobody waits for
/// is left for a moment, for more to come.
/// </summary>
/// <remarks>
/// Thread-safe. It is bounded: over <see cref="JournalOptions.MaxEntries"/> or <see cref="JournalOptions.MaxBytes"/>
/// whoever appends waits until his entry is committed, also when he wouldn't have to otherwise. While the database is away
/// it tries again, for as long as it takes.
/// </remarks>
internal sealed partial class RunJournal : IAsyncDisposable
{
    private static readonly TimeSpan WithdrawalPause = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly Queue<object> _queue = new();
    private readonly IRunDatabase _database;
    private readonly JournalOptions _options;
    private readonly ILogger _log;
    private readonly Action<JournalBatch> _committed;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _entries;
    private bool _isIdle;

    // Whether somebody waits for anything of the queue.
    private bool _isWaitedFor;
    private bool _lingers;
    private long? _closedSince;
    private volatile Exception? _away;

    /// <param name="database">Where to; opened already.</param>
    /// <param name="options">Bounds and limits.</param>
    /// <param name="log">Where to say that the database is away.</param>
    /// <param name="committed">Told of each batch on the journal's thread, before those who wait; it must not throw.</param>
    public RunJournal(IRunDatabase database, JournalOptions options, ILogger log, Action<JournalBatch> committed)
    {
        (_database, _options, _log, _committed) = (database, options, log, committed);
        new Thread(Run) { Name = "undercurrent journal", IsBackground = true }.Start();
    }

    /// <summary>The last error when the database is away; null when it isn't.</summary>
    public Exception? Away => _away;

    /// <summary>
    /// Takes an entry. With <paramref name="waits"/> the task completes when it is committed, otherwise at once, unless
    /// there is no room.
    /// </summary>
    public ValueTask<Appended> AppendAsync(JournalEntry entry, AttemptStarted? start, bool waits) =>
        Enqueue(entry, start, waits, out var hasRoom) is var pending && (waits || !hasRoom) ? pending.Task : new(Appended.Taken);

    /// <summary>Takes an entry that nobody waits for, room or not.</summary>
    public void Post(JournalEntry entry) => Enqueue(entry, null, waits: false, out _);

    /// <summary>Takes a launch, and withdraws it when it can't be committed in time.</summary>
    /// <exception cref="StoreUnavailableException">It was withdrawn.</exception>
    public async ValueTask<Appended> LaunchAsync(RunLaunched launched)
    {
        var pending = Enqueue(launched, null, waits: true, out _);
        var committed = pending.Task.AsTask();
        for (var limit = _options.LaunchLimit; ; limit = WithdrawalPause)
        {
            try
            {
                return await committed.WaitAsync(limit, _options.Time).ConfigureAwait(false);
            }
            catch (TimeoutException) when (pending.TryWithdraw())
            {
                if (pending.WasTried)
                {
                    Post(new LaunchWithdrawn(launched.RunId, launched.Launch.Token, launched.At));
                }

                throw new StoreUnavailableException(
                    $"The run '{launched.RunId}' was not launched: the run store {_database.Name} could not record it within {_options.LaunchLimit}. "
                    + $"Launch it again when the store is back. The last error: {_away?.Message ?? "it was too busy."}",
                    _away);
            }
            catch (TimeoutException) when (!committed.IsCompleted)
            {
                // It is being committed at this moment: what comes of that decides.
            }
        }
    }

    /// <summary>Does something on the journal's thread, behind the entries before it and in a transaction of its own; tries again while the database is away.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var pending = new JournalWork<T>(work, cancellationToken);
        lock (_gate)
        {
            Add(pending, isWaitedFor: true);
        }

        return pending.Result.WaitAsync(cancellationToken);
    }

    /// <summary>Commits what it has, then ends. When the database stays away, those who wait get an exception in the end.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closedSince ??= _options.Time.GetTimestamp();
            Monitor.PulseAll(_gate);
        }

        return new(_ended.Task);
    }

    private PendingEntry Enqueue(JournalEntry entry, AttemptStarted? start, bool waits, out bool hasRoom)
    {
        var pending = new PendingEntry(entry, start, EntrySize.Of(entry));
        lock (_gate)
        {
            hasRoom = _entries < _options.MaxEntries && _bytes < _options.MaxBytes;
            Add(pending, isWaitedFor: waits || !hasRoom);
            _entries++;
            _bytes += pending.Size;
        }

        return pending;
    }

    private void Add(object item, bool isWaitedFor)
    {
        ObjectDisposedException.ThrowIf(_closedSince is not null, typeof(RunStore));
        _queue.Enqueue(item);
        _isWaitedFor |= isWaitedFor;
        if (_isIdle || (_lingers && !MayLinger))
        {
            _isIdle = false;
            Monitor.Pulse(_gate);
        }
    }
}
