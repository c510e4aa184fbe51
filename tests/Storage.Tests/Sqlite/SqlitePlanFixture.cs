using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Sqlite;
using Undercurrent.Storage.Tests.Plans;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>A filled store whose statements are explained.</summary>
public sealed class SqlitePlanFixture : IAsyncLifetime
{
    private SqlitePlace? _place;
    private RunStore? _store;

    internal PlanLog Log { get; } = new("EXPLAIN QUERY PLAN", 3);

    internal IRunStore Store => _store!.Store;

    /// <summary>Fills it.</summary>
    public async Task InitializeAsync()
    {
        _place = (SqlitePlace)await new SqliteFixture().CreatePlaceAsync();
        var database = new ExplainedDatabase(new SqliteRunDatabase(_place.Path, SqliteSynchronous.Normal), Log);
        _store = await DurableRunStore.OpenAsync(
            database, new JournalOptions { Durability = RunDurability.Relaxed }, RunRetention.Everything, NullLogger.Instance, CancellationToken.None);
        await StoreQueries.FillAsync(Store);
    }

    /// <summary>Closes it.</summary>
    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        await _place!.DisposeAsync();
    }
}
