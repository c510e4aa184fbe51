using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteEventTests(SqliteFixture fixture) : EventContract(fixture), IClassFixture<SqliteFixture>;
