using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteRunQueryTests(SqliteFixture fixture) : RunQueryContract(fixture), IClassFixture<SqliteFixture>;
