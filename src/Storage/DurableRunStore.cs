using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Caching;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage;

/// <summary>The record of runs in a database: the journal writes, and what is read is the same SQL for every database.</summary>
internal sealed partial class DurableRunStore : IRunStore
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly IRunDatabase _database;
    private readonly JournalOptions _options;
    private readonly ILogger _log;
    private readonly ContextSeal _seal;
    private readonly RunJournal _journal;
    private readonly HeldStarts _held;
    private readonly ITimer _sweep;
    private readonly DurableCacheStore _cache;
    private int _disposed;

    private DurableRunStore(IRunDatabase database, JournalOptions options, ILogger log)
    {
        (_database, _options, _log) = (database, options, log);
        _seal = new ContextSeal(options.SensitiveValuesKey);
        _journal = new RunJournal(database, options, log, OnCommitted);
        _cache = new DurableCacheStore(this, database, _journal, options, log);
        _held = new HeldStarts(_journal.Post);
        _claims = new IdSource(options.Time);
        _watches = new RunWatches(
            (sql, read) => ReadAsync(connection => connection.ListAsync(sql, read), options.LaunchLimit, _closing.Token),
            database.LastSequence,
            database.KnowsTheDead ? () => MarkInterruptedAsync(localOnly: true, _closing.Token) : null,
            options.Time,
            exception => StorageLog.PollFailed(log, exception));
        _signals = new SignalWatches(
            (sql, read) => ReadAsync(connection => connection.ListAsync(sql, read), options.LaunchLimit, _closing.Token),
            options.Time,
            exception => StorageLog.PollFailed(log, exception));
        _sweep = options.Time.CreateTimer(static store => ((DurableRunStore)store!).Sweep(), this, SweepPeriod, SweepPeriod);
    }

    public bool IsShared => _database.IsShared;

    public ICacheStore Cache => _cache;

    /// <summary>Opens a store over a database, which it disposes, also when it can't be opened.</summary>
    public static async Task<RunStore> OpenAsync(
        IRunDatabase database, JournalOptions options, RunRetention retention, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var store = new DurableRunStore(database, options, log);
        try
        {
            await store.MarkInterruptedAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        store.StartRemoving(retention);
        return new RunStore(store);
    }

    public ValueTask<Appended> AppendAsync(JournalEntry entry)
    {
        switch (entry)
        {
            case AttemptStarted { IsKept: false } started when _options.StartedAfter > TimeSpan.Zero:
                ObjectDisposedException.ThrowIf(_disposed != 0, typeof(RunStore));
                _held.Add(started, _options.Time.GetTimestamp());
                return new(Appended.Taken);
            case AttemptEnded ended:
                // Whether an attempt was lost is for the record to say: its outcome may be there already.
                var waits = (_options.Durability == RunDurability.Committed && !ended.IsWrittenBehind) || ended.Outcome.Kind == OutcomeKind.Lost;
                return _journal.AppendAsync(ended, _held.Take(ended.Call), waits);
            case RunLaunched launched:
                return _journal.LaunchAsync(launched with { Launch = _seal.Seal(launched.Launch) });
            case RunEnded ended:
                _held.WriteRun(ended.RunId);
                return _journal.AppendAsync(ended, null, waits: true);
            case ActionReported reported:
                _held.Write(reported.Call);
                return _journal.AppendAsync(reported, null, waits: false);
            case ActionLogged logged:
                // Nobody waits for it, but how many are on their way is counted by it.
                _held.Write(logged.Call);
                return _journal.AppendAsync(logged, null, waits: true);
            default:
                return _journal.AppendAsync(entry, null, waits: entry is RunCancelRequested or ActionCancelRequested or AttemptStarted);
        }
    }

    public IDisposable HoldOwner(string owner) => _database.HoldOwner(owner);

    public bool KnowsOwners => _database.KnowsTheDead;

    public bool IsHeld(string owner) => _database.IsHeld(owner);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await _removing.ConfigureAwait(false);
        await _sweep.DisposeAsync().ConfigureAwait(false);
        _watches.Close();
        _signals.Close();
        _held.WriteUntil(long.MaxValue);
        await _journal.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _cache.Dispose();
        _closing.Dispose();
    }

    private void Sweep()
    {
        try
        {
            var time = _options.Time;
            _held.WriteUntil(time.GetTimestamp() - (long)(_options.StartedAfter.TotalSeconds * time.TimestampFrequency));
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
    }
}
