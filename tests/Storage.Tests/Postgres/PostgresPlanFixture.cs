using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Postgres;
using Undercurrent.Storage.Tests.Plans;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>A filled store whose statements are explained by a server that scans a table only where it can't do otherwise: small ones it would always.</summary>
public sealed class PostgresPlanFixture : IAsyncLifetime
{
    private PostgresPlace? _place;
    private RunStore? _store;

    internal PlanLog Log { get; } = new("EXPLAIN", 0);

    internal IRunStore Store => _store!.Store;

    /// <summary>Fills it.</summary>
    public async Task InitializeAsync()
    {
        _place = await PostgresPlace.CreateAsync();
        var parts = new NpgsqlConnectionStringBuilder(_place.ConnectionString) { Options = "-c enable_seqscan=off" };
        _store = await DurableRunStore.OpenAsync(
            new ExplainedDatabase(new PostgresRunDatabase(parts), Log),
            new JournalOptions { Durability = RunDurability.Relaxed },
            RunRetention.Everything,
            NullLogger.Instance,
            CancellationToken.None);
        await StoreQueries.FillAsync(Store);
        await PostgresServer.ExecuteAsync(_place.ConnectionString, "ANALYZE");
    }

    /// <summary>Closes it.</summary>
    public async Task DisposeAsync()
    {
        await _store!.DisposeAsync();
        await _place!.DisposeAsync();
    }
}
