using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteFencingTests(SqliteFixture fixture) : FencingContract(fixture), IClassFixture<SqliteFixture>;
