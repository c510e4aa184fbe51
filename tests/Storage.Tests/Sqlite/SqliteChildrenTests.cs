using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteChildrenTests(SqliteFixture fixture) : ChildrenContract(fixture), IClassFixture<SqliteFixture>;
