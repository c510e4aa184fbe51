using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Sqlite;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>A store in an SQLite file that lists the ids of a run's actions two at a time, where others take thousands.</summary>
public sealed class SqliteListingFixture : RunStoreFixture
{
    internal override Task<StorePlace> CreatePlaceAsync() => Task.FromResult<StorePlace>(new Place());

    internal static Task<RunStore> OpenAsync(string path, int mostRecent, StoreSetup? setup = null)
    {
        setup ??= StoreSetup.Default;
        var options = new JournalOptions
        {
            Durability = setup.IsRelaxed ? RunDurability.Relaxed : RunDurability.Committed,
            StartedAfter = setup.StartedAfter,
            SensitiveValuesKey = setup.SensitiveValuesKey,
            Time = setup.Time,
            MaxCacheBytes = setup.MaxCacheBytes,
        };
        return DurableRunStore.OpenAsync(
            new SqliteRunDatabase(path, SqliteSynchronous.Normal, mostRecent), options, RunRetention.Everything, NullLogger.Instance, CancellationToken.None);
    }

    private sealed class Place : StorePlace
    {
        private readonly TemporaryFolder _folder = new();

        public override async Task<IRunStore> OpenAsync(StoreSetup? setup = null) =>
            (await SqliteListingFixture.OpenAsync(_folder["runs.db"], mostRecent: 2, setup)).Store;

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
