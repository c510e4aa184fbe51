using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteRetentionTests(SqliteFixture fixture) : RetentionContract(fixture), IClassFixture<SqliteFixture>;
