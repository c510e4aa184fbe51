using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteWaitTests(SqliteFixture fixture) : WaitContract(fixture), IClassFixture<SqliteFixture>;
