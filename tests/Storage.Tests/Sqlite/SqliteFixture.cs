using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>The store in an SQLite file, as the contract wants it.</summary>
public sealed class SqliteFixture : RunStoreFixture
{
    internal override Task<StorePlace> CreatePlaceAsync() => Task.FromResult<StorePlace>(new SqlitePlace());
}
