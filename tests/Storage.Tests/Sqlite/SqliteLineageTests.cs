using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteLineageTests(SqliteFixture fixture) : LineageContract(fixture), IClassFixture<SqliteFixture>;
