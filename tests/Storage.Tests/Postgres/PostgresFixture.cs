using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>The store in PostgreSQL, as the contract wants it.</summary>
public sealed class PostgresFixture : RunStoreFixture
{
    internal override async Task<StorePlace> CreatePlaceAsync() => await PostgresPlace.CreateAsync();
}
