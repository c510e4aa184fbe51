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
            Time = setup.Time,
            MaxCacheBytes = setup.MaxCacheBytes,
            Retention = RunRetention.Everything,
        });
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
