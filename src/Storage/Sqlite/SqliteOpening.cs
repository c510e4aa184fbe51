using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Undercurrent.Storage.Sqlite;

/// <summary>Opens connections to the file, makes it when it isn't there, and says what is wrong when that can't be.</summary>
internal static class SqliteOpening
{
    // How long a transaction waits for one of another process before it counts as away.
    private const int BusyMilliseconds = 2_000;

    /// <summary>The one that writes; the schema is up to date behind it.</summary>
    /// <exception cref="RunStoreException">It can't be.</exception>
    public static SqliteConnection OpenWriter(string path, SqliteSynchronous synchronous, CancellationToken cancellationToken)
    {
        MakeFolder(path);
        SqliteConnection? connection = null;
        try
        {
            connection = Open(path, SqliteOpenMode.ReadWriteCreate);
            Execute(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
            Patiently(() => SqliteMigrations.Check(connection, path), cancellationToken);

            // Before the first table; ignored later.
            Execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            Patiently(() => Execute(connection, "PRAGMA journal_mode = WAL"), cancellationToken);
            Execute(connection, $"PRAGMA synchronous = {(synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
            Execute(connection, "PRAGMA temp_store = MEMORY");
            Execute(connection, "PRAGMA cache_size = -65536");

            // In pages: what is written twice, first to the log and then to the file, is written in larger pieces.
            Execute(connection, "PRAGMA wal_autocheckpoint = 8000");
            Execute(connection, "PRAGMA journal_size_limit = 67108864");
            Patiently(() => SqliteMigrations.Run(connection, path), cancellationToken);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw Explain(path, exception);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            Execute(connection, $"PRAGMA busy_timeout = {BusyMilliseconds}");
            Execute(connection, "PRAGMA query_only = ON");
            Execute(connection, "PRAGMA temp_store = MEMORY");
            Execute(connection, "PRAGMA cache_size = -8192");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The product's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The product's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // The pool here is the store's own, whose connections keep their settings.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new RunStoreException($"The run store's path '{path}' is a folder; set SqliteRunStoreOptions.Path to a file in it, such as '{Path.Combine(path, "runs.db")}'.");
        }

        var folder = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStoreException(
                $"The folder '{folder}' of the run store can't be made: {exception.Message} Make it, or set SqliteRunStoreOptions.Path to a file where this user may write.",
                exception);
        }
    }

    // Several processes may open a new file at once.
    private static void Patiently(Action step, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                step();
                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_BUSY && tries < 15)
            {
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static RunStoreException Explain(string path, SqliteException exception) => new(
        exception.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB => $"The file '{path}' is no SQLite database. Set SqliteRunStoreOptions.Path to another file, or move this one away; a new one is made then.",
            raw.SQLITE_CORRUPT => $"The run store '{path}' is damaged ({exception.Message}). Restore it from a backup, or move it away; a new one is made then.",
            raw.SQLITE_BUSY => $"Another process holds the lock of the run store '{path}' for too long. End it, or open the store again later.",
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
                $"The run store '{path}' can't be opened for writing ({exception.Message}). This user needs to read and write the file and its folder; or set SqliteRunStoreOptions.Path to another.",
            _ => $"The run store '{path}' can't be opened: {SqliteErrors.Explain(exception)}",
        },
        exception);
}
