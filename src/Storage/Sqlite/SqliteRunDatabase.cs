using System.Data.Common;
using Microsoft.Data.Sqlite;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Sqlite;

/// <summary>A run store in an SQLite file: one connection that writes, on the journal's thread, and a pool of those that read.</summary>
internal sealed class SqliteRunDatabase : IRunDatabase
{
    private readonly string _path;
    private readonly SqliteSynchronous _synchronous;
    private readonly SqliteReaders _readers;
    private readonly OwnerFiles _owners;
    private readonly int _mostRecent;
    private SqliteWriter? _writer;

    /// <param name="path">The file.</param>
    /// <param name="synchronous">SQLite's setting.</param>
    /// <param name="mostRecent">See <see cref="SqliteWriter.MostRecentOfARun"/>; another for tests.</param>
    public SqliteRunDatabase(string path, SqliteSynchronous synchronous, int mostRecent = SqliteWriter.MostRecentOfARun)
    {
        _mostRecent = mostRecent;
        _path = Path.GetFullPath(path);
        _synchronous = synchronous;
        _readers = new SqliteReaders(() => SqliteOpening.OpenReader(_path));
        _owners = new OwnerFiles(_path + ".owners");
    }

    public string Name => _path;

    public bool IsShared => true;

    public bool KnowsTheDead => true;

    public string LastSequence => SqliteWriter.LastSequence;

    public long MaxBatchBytes => 16 * 1024 * 1024;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var connection = await Task.Run(() => SqliteOpening.OpenWriter(_path, _synchronous, cancellationToken), cancellationToken).ConfigureAwait(false);
        _writer = new SqliteWriter(connection, _mostRecent);
    }

    public void Commit(JournalBatch batch) => Guarded(() =>
    {
        _writer!.Commit(batch);
        return true;
    });

    public T Write<T>(Sql script, Func<DbDataReader, T> read) => Guarded(() => _writer!.Write(connection => Execute(connection, script, read)));

    public T WriteBeside<T>(Sql script, Func<DbDataReader, T> read) => Guarded(() => _writer!.WriteBeside(connection => Execute(connection, script, read)));

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception) when (SqliteErrors.IsAway(exception))
        {
            throw Away(exception);
        }
    }

    public Task<int> ReadRecordedAsync(DbConnection connection, Sql sql, Action<RecordedAction> take) =>
        Task.FromResult(SqliteRecorded.Read((SqliteConnection)connection, sql, take));

    public bool RemoveStep() => Guarded(() => _writer!.RemoveStep());

    public IDisposable HoldOwner(string owner) => _owners.Hold(owner);

    public bool IsHeld(string owner) => _owners.IsHeld(owner);

    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);

        // Last: the last connection that closes moves the log into the file.
        _writer?.Dispose();
        _writer = null;
        _owners.Dispose();
    }

    private static T Execute<T>(SqliteConnection connection, Sql script, Func<DbDataReader, T> read)
    {
        using var command = script.ToCommand(connection);
        using var reader = command.ExecuteReader();
        return read(reader);
    }

    private static T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException exception) when (SqliteErrors.IsAway(exception))
        {
            throw Away(exception);
        }
    }

    private static DatabaseAwayException Away(SqliteException exception) => new(SqliteErrors.Explain(exception), exception);
}
