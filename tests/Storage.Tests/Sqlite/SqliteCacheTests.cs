using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteCacheTests(SqliteFixture fixture) : CacheContract(fixture), IClassFixture<SqliteFixture>;
