using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Undercurrent.Storage.Sqlite;

/// <summary>
/// A bounded pool of connections that read. SQLite blocks the thread that reads, so reading is done on the thread pool and
/// never on a caller's, which may be a grain's. Thread-safe.
/// </summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open) : IAsyncDisposable
{
    private static readonly int MaxReaders = Math.Max(4, Environment.ProcessorCount * 2);

    private readonly SemaphoreSlim _free = new(MaxReaders);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private bool _isClosed;

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(Undercurrent.Records.RunStore));
            return await Task.Run(() => ReadHereAsync(read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        for (var reader = 0; reader < MaxReaders; reader++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        foreach (var connection in _idle)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        // Whoever comes too late finds it closed.
        _idle.Clear();
        _free.Release(MaxReaders);
    }

    private async Task<T> ReadHereAsync<T>(Func<DbConnection, Task<T>> read)
    {
        if (!_idle.TryTake(out var connection))
        {
            connection = open();
        }

        try
        {
            var result = await read(connection).ConfigureAwait(false);
            _idle.Add(connection);
            return result;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
