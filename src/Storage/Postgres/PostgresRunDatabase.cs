using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Postgres;

/// <summary>A run store in a PostgreSQL database, which the silos of a cluster share.</summary>
internal sealed class PostgresRunDatabase : IRunDatabase
{
    private const int RemovedAtOnce = 5_000;

    // The journal's: a batch, with what is around its payloads, is sent at once.
    private const int WriteBuffer = 1024 * 1024;

    // By RowNumber, and by the run's number.
    private static readonly string[] NumberedTables = ["actions", "events"];
    private static readonly string[] TablesOfRuns = ["attempts", "payloads", "contexts", "context_marks", "run_marks", "signals", "action_cancels"];

    private readonly NpgsqlDataSource _readers;
    private readonly PostgresWriter _writer;
    private readonly ConcurrentDictionary<string, int> _held = new(StringComparer.Ordinal);

    public PostgresRunDatabase(NpgsqlConnectionStringBuilder parts)
    {
        Name = PostgresName.Of(parts);
        _readers = NpgsqlDataSource.Create(For(parts, "undercurrent", pooled: true).ConnectionString);
        _writer = new PostgresWriter(For(parts, "undercurrent journal", pooled: false));
    }

    public string Name { get; }

    public bool IsShared => true;

    /// <summary>
    /// The runs are locked while the rest of a batch is sent. So much goes out at a stroke, and a process that is stopped in
    /// the midst of its work holds up nobody.
    /// </summary>
    public long MaxBatchBytes => 256 * 1024;

    /// <summary>A silo that is only stopped keeps its connections: who lives is for the cluster's membership to say.</summary>
    public bool KnowsTheDead => false;

    public Task MigrateAsync(CancellationToken cancellationToken) => PostgresMigrations.RunAsync(_readers, Name, cancellationToken);

    public void Commit(JournalBatch batch) => Reach(() =>
    {
        _writer.Commit(batch);
        return true;
    });

    public T Write<T>(Sql script, Func<DbDataReader, T> read) => Reach(() => _writer.Write(connection => Execute(connection, script, read)));

    public T WriteBeside<T>(Sql script, Func<DbDataReader, T> read) => Reach(() => _writer.WriteBeside(connection => Execute(connection, script, read)));

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            return await read(connection).ConfigureAwait(false);
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsAway(exception))
        {
            throw PostgresErrors.Away(exception);
        }
    }

    // Other silos remove too. A run's row in removals is the lock of who removes it, and goes when nothing else of the run is left.
    public bool RemoveStep() => Reach(() => _writer.Write(connection =>
    {
        using var next = new NpgsqlCommand("SELECT run_no FROM removals ORDER BY run_no LIMIT 1 FOR UPDATE SKIP LOCKED", connection);
        if (next.ExecuteScalar() is not long run)
        {
            return false;
        }

        using var batch = new NpgsqlBatch(connection);
        Add("WITH mine AS (SELECT 1 FROM removals WHERE run_no = $1 FOR UPDATE SKIP LOCKED) SELECT journal_expect(count(*), 1) FROM mine");
        foreach (var table in NumberedTables)
        {
            Add($"DELETE FROM {table} WHERE no IN (SELECT no FROM {table} WHERE no >= $1 << 32 AND no < ($1 + 1) << 32 ORDER BY no LIMIT {RemovedAtOnce})");
        }

        foreach (var table in TablesOfRuns)
        {
            Add($"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE run_no = $1 LIMIT {RemovedAtOnce}))");
        }

        Add("DELETE FROM run_details WHERE run_no = $1");
        Add($"DELETE FROM removals WHERE run_no = $1 AND {string.Join(" AND ", [
            .. NumberedTables.Select(table => $"NOT EXISTS (SELECT 1 FROM {table} WHERE no >= $1 << 32 AND no < ($1 + 1) << 32)"),
            .. TablesOfRuns.Select(table => $"NOT EXISTS (SELECT 1 FROM {table} WHERE run_no = $1)")])}");
        try
        {
            batch.ExecuteNonQuery();
        }
        catch (PostgresException exception) when (PostgresErrors.IsPlannedOnPast(exception))
        {
            // Another silo took it meanwhile.
        }

        return true;

        void Add(string sql) => batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = run } } });
    }));

    // Only for this process to see. A lock of the server would be no help: that of a silo that is only stopped, or whose
    // machine is gone, is held on.
    public IDisposable HoldOwner(string owner)
    {
        _held.AddOrUpdate(owner, 1, (_, count) => count + 1);
        return new OwnerHold(() => _held.AddOrUpdate(owner, 0, (_, count) => count - 1));
    }

    public bool IsHeld(string owner) => _held.GetValueOrDefault(owner) > 0;

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _readers.DisposeAsync().ConfigureAwait(false);
    }

    // What the user's string doesn't say. A server that is gone without a word is noticed within half a minute.
    private static NpgsqlConnectionStringBuilder For(NpgsqlConnectionStringBuilder given, string name, bool pooled)
    {
        var parts = new NpgsqlConnectionStringBuilder(given.ConnectionString);
        PostgresName.Default(
            parts,
            ("Application Name", name),
            ("Timeout", 5),
            ("Command Timeout", pooled ? 30 : 60),
            ("Keepalive", 10),
            ("Tcp Keepalive Time", 10),
            ("Tcp Keepalive Interval", 5),
            ("Max Auto Prepare", 100),
            ("Auto Prepare Min Usages", 3),
            ("Maximum Pool Size", 20),
            ("No Reset On Close", true));
        parts.WriteBufferSize = Math.Max(parts.WriteBufferSize, pooled ? 0 : WriteBuffer);
        (parts.Enlist, parts.Pooling) = (false, pooled);
        return parts;
    }

    // Whatever the reason, as with the journal's: a password that is being changed is no question's fault.
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            throw PostgresErrors.Away(exception);
        }
    }

    private static T Execute<T>(NpgsqlConnection connection, Sql script, Func<DbDataReader, T> read)
    {
        using var command = script.ToCommand(connection);
        using var reader = command.ExecuteReader();
        var result = read(reader);

        // An error of a later statement comes only here.
        while (reader.NextResult())
        {
        }

        return result;
    }

    private static T Reach<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsAway(exception))
        {
            throw PostgresErrors.Away(exception);
        }
    }
}
