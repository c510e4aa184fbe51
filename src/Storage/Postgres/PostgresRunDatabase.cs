using System.Data.Common;
using Npgsql;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage.Postgres;

/// <summary>A run store in a PostgreSQL database, which the silos of a cluster share.</summary>
internal sealed class PostgresRunDatabase : IRunDatabase
{
    private const int RemovedAtOnce = 5_000;

    private readonly NpgsqlDataSource _readers;
    private readonly PostgresWriter _writer;

    public PostgresRunDatabase(NpgsqlConnectionStringBuilder parts)
    {
        Name = PostgresName.Of(parts);
        _readers = NpgsqlDataSource.Create(For(parts, "undercurrent", pooled: true).ConnectionString);
        _writer = new PostgresWriter(For(parts, "undercurrent journal", pooled: false));
    }

    public string Name { get; }

    public bool IsShared => true;

    /// <summary>A silo that is only stopped keeps its connections: who lives is for the cluster's membership to say.</summary>
    public bool KnowsTheDead => false;

    public Task MigrateAsync(CancellationToken cancellationToken) => PostgresMigrations.RunAsync(_readers, Name, cancellationToken);

    public void Commit(JournalBatch batch) => Reach(() =>
    {
        _writer.Commit(batch);
        return true;
    });

    public T Write<T>(Sql script, Func<DbDataReader, T> read) => Reach(() => _writer.Write(connection =>
    {
        using var command = script.ToCommand(connection);
        using var reader = command.ExecuteReader();
        var result = read(reader);

        // An error of a later statement comes only here.
        while (reader.NextResult())
        {
        }

        return result;
    }));

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await _readers.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            return await read(connection).ConfigureAwait(false);
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsAway(exception))
        {
            throw Away(exception);
        }
    }

    public bool RemoveStep() => Reach(() => _writer.Write(connection =>
    {
        using var next = new NpgsqlCommand("SELECT run_no FROM removals ORDER BY run_no LIMIT 1", connection);
        if (next.ExecuteScalar() is not long run)
        {
            return false;
        }

        using var batch = new NpgsqlBatch(connection);
        foreach (var table in (string[])["actions", "events"])
        {
            Add($"DELETE FROM {table} WHERE no IN (SELECT no FROM {table} WHERE no >= $1 << 32 AND no < ($1 + 1) << 32 ORDER BY no LIMIT {RemovedAtOnce})");
        }

        foreach (var table in (string[])["attempts", "payloads", "contexts", "context_marks", "run_marks"])
        {
            Add($"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE run_no = $1 LIMIT {RemovedAtOnce}))");
        }

        Add("DELETE FROM run_details WHERE run_no = $1");
        if (batch.ExecuteNonQuery() == 0)
        {
            using var done = new NpgsqlCommand("DELETE FROM removals WHERE run_no = $1", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = run } } };
            done.ExecuteNonQuery();
        }

        return true;

        void Add(string sql) => batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = run } } });
    }));

    public IDisposable HoldOwner(string owner) => new Records.OwnerHold(() => { });

    public bool IsHeld(string owner) => false;

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _readers.DisposeAsync().ConfigureAwait(false);
    }

    // What the user's string doesn't say. A server that is gone without a word is noticed within half a minute.
    private static NpgsqlConnectionStringBuilder For(NpgsqlConnectionStringBuilder given, string name, bool pooled)
    {
        var parts = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Enlist = false };
        Default("Application Name", () => parts.ApplicationName = name);
        Default("Timeout", () => parts.Timeout = 5);
        Default("Command Timeout", () => parts.CommandTimeout = pooled ? 30 : 60);
        Default("Keepalive", () => parts.KeepAlive = 10);
        Default("Tcp Keepalive Time", () => parts.TcpKeepAliveTime = 10);
        Default("Tcp Keepalive Interval", () => parts.TcpKeepAliveInterval = 5);
        Default("Max Auto Prepare", () => parts.MaxAutoPrepare = 100);
        Default("Auto Prepare Min Usages", () => parts.AutoPrepareMinUsages = 3);
        Default("Maximum Pool Size", () => parts.MaxPoolSize = 20);
        parts.Pooling = pooled;
        return parts;

        void Default(string key, Action set)
        {
            if (!given.ContainsKey(key))
            {
                set();
            }
        }
    }

    private static DatabaseAwayException Away(NpgsqlException exception) => new(exception.GetBaseException().Message, exception);

    private static T Reach<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsAway(exception))
        {
            throw Away(exception);
        }
    }
}
