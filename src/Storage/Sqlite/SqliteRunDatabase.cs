using System.Data.Common;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Sqlite;

/// <summary>A run store in an SQLite file.</summary>
internal sealed class SqliteRunDatabase(string path, SqliteSynchronous synchronous) : IRunDatabase
{
    public string Name => path;

    public bool IsShared => true;

    public bool KnowsTheDead => true;

    public SqliteSynchronous Synchronous => synchronous;

    public Task MigrateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Commit(JournalBatch batch) => throw new NotSupportedException();

    public T Write<T>(Sql script, Func<DbDataReader, T> read) => throw new NotSupportedException();

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => throw new NotSupportedException();

    public bool RemoveStep() => throw new NotSupportedException();

    public IDisposable HoldOwner(string owner) => throw new NotSupportedException();

    public bool IsHeld(string owner) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
