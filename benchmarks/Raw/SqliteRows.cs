using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Undercurrent.Storage;
using Undercurrent.Storage.Sqlite;

namespace Undercurrent.Benchmarks.Raw;

/// <summary>
/// The baseline of the record: SQLite alone, with the settings of the store. One table without an index, one prepared
/// command of Microsoft.Data.Sqlite.
/// </summary>
internal sealed class SqliteRows(string path, SqliteSynchronous synchronous) : IDisposable
{
    // What an action's row has in it, the names and the context of the measures included, without the indexes.
    private const int RowSize = 250;

    // It stays open: a log that is made anew each time would be slower than one that is written again.
    private SqliteConnection? _connection;

    /// <summary>Seconds to insert as many rows, a transaction for each so many.</summary>
    public Task<double> InsertAsync(int rows, int inATransaction) => Task.Run(() => Insert(rows, inATransaction));

    public void Dispose() => _connection?.Dispose();

    private double Insert(int rows, int inATransaction)
    {
        var connection = _connection ??= Open();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (bytes) VALUES (@bytes)";
        insert.Parameters.AddWithValue("@bytes", new byte[RowSize]);
        insert.Prepare();
        var clock = Stopwatch.StartNew();
        for (var row = 0; row < rows; row += inATransaction)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var within = 0; within < inATransaction; within++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return clock.Elapsed.TotalSeconds;
    }

    private SqliteConnection Open()
    {
        var connection = SqliteOpening.OpenWriter(path, synchronous, CancellationToken.None);
        SqliteOpening.Execute(connection, "CREATE TABLE IF NOT EXISTS rows (no INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        return connection;
    }
}
