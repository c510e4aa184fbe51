using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteCacheHoldTests(SqliteFixture fixture) : CacheHoldContract(fixture), IClassFixture<SqliteFixture>;
