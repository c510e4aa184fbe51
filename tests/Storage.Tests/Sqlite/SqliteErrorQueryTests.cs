using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteErrorQueryTests(SqliteFixture fixture) : ErrorQueryContract(fixture), IClassFixture<SqliteFixture>;
