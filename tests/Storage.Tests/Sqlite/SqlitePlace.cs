using Microsoft.Data.Sqlite;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqlitePlace : StorePlace
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder["runs.db"];

    public override async Task<IRunStore> OpenAsync(StoreSetup? setup = null) => (await OpenAsync(Path, setup)).Store;

    public static Task<RunStore> OpenAsync(string path, StoreSetup? setup = null)
    {
        setup ??= StoreSetup.Default;
        return SqliteRunStore.OpenAsync(new SqliteRunStoreOptions
        {
            Path = path,
            // What a crash of the machine would take is no question of these tests.
            Synchronous = SqliteSynchronous.Normal,
            Durability = setup.IsRelaxed ? RunDurability.Relaxed : RunDurability.Committed,
            StartedAfter = setup.StartedAfter,
            SensitiveValuesKey = setup.SensitiveValuesKey,
            Time = setup.Time,
            MaxCacheBytes = setup.MaxCacheBytes,
            Retention = RunRetention.Everything,
        });
    }

    public override bool HasTables => true;

    public override async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = $"SELECT count(*) FROM {table}";
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
