using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteTextTests(SqliteFixture fixture) : TextContract(fixture), IClassFixture<SqliteFixture>;
