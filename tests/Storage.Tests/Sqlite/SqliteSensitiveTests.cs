using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteSensitiveTests(SqliteFixture fixture) : SensitiveContract(fixture), IClassFixture<SqliteFixture>;
