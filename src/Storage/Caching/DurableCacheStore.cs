using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Reading;

namespace Undercurrent.Storage.Caching;

/// <summary>Cached results in a database: read as the record is, written on the journal's thread beside its batches. Thread-safe.</summary>
internal sealed class DurableCacheStore : ICacheStore, IDisposable
{
    // How exactly the order of use is known: an entry that is used all the time is written once in this time.
    private static readonly TimeSpan TouchedAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OldHold = TimeSpan.FromHours(1);

    private const int RemovedAtOnce = 500;
    private const int LookEvery = 32;

    private readonly DurableRunStore _store;
    private readonly IRunDatabase _database;
    private readonly RunJournal _journal;
    private readonly JournalOptions _options;
    private readonly ILogger _log;
    private readonly GatheredPuts _puts;
    private readonly LocalTurns _turns = new();
    private readonly CacheSignals _signals = new();

    // One trim after the other: two at once would each take away what is too much.
    private readonly SemaphoreSlim _trimming = new(1, 1);
    private long _putSinceLook;
    private int _isTrimming;

    public DurableCacheStore(DurableRunStore store, IRunDatabase database, RunJournal journal, JournalOptions options, ILogger log)
    {
        (_store, _database, _journal, _options, _log) = (store, database, journal, options, log);
        _puts = new GatheredPuts(database.MaxBatchBytes, entries => WriteAsync(() => CacheRows.Put(entries(), Now)));
    }

    private DateTimeOffset Now => _options.Time.GetUtcNow();

    public async ValueTask<CacheEntry?> FindAsync(CacheKey key, CancellationToken cancellationToken = default)
    {
        var now = Now;
        var found = await _store.ReadAsync(
            connection => connection.FirstAsync(CacheRows.Find(key, now), row => CacheRows.Read(key, row)), _options.ReadLimit, cancellationToken).ConfigureAwait(false);
        if (found is not { } entry)
        {
            return null;
        }

        if (now - entry.UsedAt >= TouchedAfter)
        {
            _ = UnawaitedAsync(() => CacheRows.Touch(key, now));
        }

        return entry.Entry;
    }

    public async Task PutAsync(CacheEntry entry)
    {
        if (entry.Size > _options.MaxCacheBytes)
        {
            // It would push all others out; what it replaces is no result of now any more.
            await WriteAsync(() => CacheRows.Remove([entry.Key.ToBytes()])).ConfigureAwait(false);
            return;
        }

        await _puts.AddAsync(entry).ConfigureAwait(false);
        if (Interlocked.Add(ref _putSinceLook, entry.Size) > _options.MaxCacheBytes / LookEvery)
        {
            Interlocked.Exchange(ref _putSinceLook, 0);
            _ = TrimBehindAsync();
        }
    }

    public async Task<bool> TryHoldAsync(CacheKey key, string holder, TimeSpan lease, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var watch = _signals.Enter(key);
        if (!_turns.TryTake(key, holder))
        {
            await watch.WaitAsync(patience, _options.Time, cancellationToken).ConfigureAwait(false);
            return false;
        }

        var isHeld = false;
        try
        {
            isHeld = await WriteAsync(() => CacheRows.Hold(key, holder, Now, lease)).ConfigureAwait(false) > 0;
            if (!isHeld)
            {
                // Another process has it, and sends no signal here.
                await watch.WaitAsync(patience, _options.Time, cancellationToken).ConfigureAwait(false);
            }

            return isHeld;
        }
        finally
        {
            if (!isHeld)
            {
                GiveBack(key, holder);
            }
        }
    }

    public async Task<bool> RenewAsync(CacheKey key, string holder, TimeSpan lease) =>
        await WriteAsync(() => CacheRows.Renew(key, holder, Now + lease)).ConfigureAwait(false) > 0;

    /// <remarks>Nobody has to wait until it is committed: who asks next comes behind it.</remarks>
    public Task ReleaseAsync(CacheKey key, string holder)
    {
        _ = UnawaitedAsync(() => CacheRows.Release(key, holder));
        GiveBack(key, holder);
        return Task.CompletedTask;
    }

    public async Task TrimAsync(CancellationToken cancellationToken = default)
    {
        await _trimming.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await TrimAloneAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _trimming.Release();
        }
    }

    public void Dispose() => _trimming.Dispose();

    private async Task TrimAloneAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(() => CacheRows.OldHolds(Now - OldHold)).ConfigureAwait(false);
        while (await ReadKeysAsync(CacheRows.Expired(Now, RemovedAtOnce), cancellationToken).ConfigureAwait(false) is { Count: > 0 } expired)
        {
            await RemoveAsync(expired).ConfigureAwait(false);
        }

        var total = await _store.ReadAsync(
            connection => connection.FirstAsync(CacheRows.TotalSize(), row => row.Long(0)), _options.ReadLimit, cancellationToken).ConfigureAwait(false);
        while (total > _options.MaxCacheBytes)
        {
            var oldest = await _store.ReadAsync(
                connection => connection.ListAsync(CacheRows.LeastRecentlyUsed(RemovedAtOnce), row => (Key: row.Bytes(0), Size: row.Long(1))),
                _options.ReadLimit,
                cancellationToken).ConfigureAwait(false);
            var removed = new List<byte[]>();
            foreach (var (key, size) in oldest.TakeWhile(_ => total > _options.MaxCacheBytes))
            {
                removed.Add(key);
                total -= size;
            }

            if (removed.Count == 0)
            {
                return;
            }

            await RemoveAsync(removed).ConfigureAwait(false);
        }
    }

    private void GiveBack(CacheKey key, string holder)
    {
        _turns.GiveBack(key, holder);
        _signals.Signal(key);
    }

    private Task<List<byte[]>> ReadKeysAsync(Sql sql, CancellationToken cancellationToken) =>
        _store.ReadAsync(connection => connection.ListAsync(sql, row => row.Bytes(0)), _options.ReadLimit, cancellationToken);

    private Task<int> RemoveAsync(IReadOnlyCollection<byte[]> keys) => WriteAsync(() => CacheRows.Remove(keys));

    // How many rows it touched. The script is made when its turn has come: that is the time it is of.
    private Task<int> WriteAsync(Func<Sql> script) =>
        _journal.RunAsync(() => _database.WriteBeside(script(), static reader => reader.RecordsAffected), CancellationToken.None);

    private async Task UnawaitedAsync(Func<Sql> script)
    {
        try
        {
            await WriteAsync(script).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            StorageLog.CacheNotWritten(_log, exception);
        }
    }

    private async Task TrimBehindAsync()
    {
        if (Interlocked.Exchange(ref _isTrimming, 1) != 0)
        {
            return;
        }

        try
        {
            await TrimAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The store is closed.
        }
        catch (Exception exception)
        {
            StorageLog.CacheNotTrimmed(_log, exception);
        }
        finally
        {
            Volatile.Write(ref _isTrimming, 0);
        }
    }
}
