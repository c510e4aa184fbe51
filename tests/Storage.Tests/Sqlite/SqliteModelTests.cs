using Undercurrent.Storage.Tests.Model;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteModelTests(SqliteFixture fixture) : ModelProperties(fixture), IClassFixture<SqliteFixture>;
