using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteOverviewTests(SqliteFixture fixture) : OverviewContract(fixture), IClassFixture<SqliteFixture>;
