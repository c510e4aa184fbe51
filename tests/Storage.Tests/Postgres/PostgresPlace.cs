using System.Globalization;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>A database of its own.</summary>
internal sealed class PostgresPlace : StorePlace
{
    private static int _databases;

    private PostgresPlace(string database) => (Database, ConnectionString) = (database, PostgresServer.For(database));

    public string Database { get; }

    public string ConnectionString { get; }

    public static async Task<PostgresPlace> CreateAsync()
    {
        var number = Interlocked.Increment(ref _databases);
        var place = new PostgresPlace(string.Create(CultureInfo.InvariantCulture, $"undercurrent_test_{Environment.ProcessId}_{number}"));
        await PostgresServer.ExecuteAsync(PostgresServer.ConnectionString, $"CREATE DATABASE {place.Database}");
        return place;
    }

    public override async Task<IRunStore> OpenAsync(StoreSetup? setup = null) => (await OpenAsync(ConnectionString, setup)).Store;

    public static Task<RunStore> OpenAsync(string connectionString, StoreSetup? setup = null)
    {
        setup ??= StoreSetup.Default;
        return PostgresRunStore.OpenAsync(new PostgresRunStoreOptions
        {
            ConnectionString = connectionString,
            Durability = setup.IsRelaxed ? RunDurability.Relaxed : RunDurability.Committed,
            StartedAfter = setup.StartedAfter,
            SensitiveValuesKey = setup.SensitiveValuesKey,
            Time = setup.Time,
            MaxCacheBytes = setup.MaxCacheBytes,
            Retention = RunRetention.Everything,
        });
    }

    public override bool HasTables => true;

    public override Task<long> CountAsync(string table) => PostgresServer.CountAsync(ConnectionString, table);

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await PostgresServer.ExecuteAsync(PostgresServer.ConnectionString, $"DROP DATABASE IF EXISTS {Database} WITH (FORCE)");
    }
}
