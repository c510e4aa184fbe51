using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteSignalWaitTests(SqliteFixture fixture) : SignalWaitContract(fixture), IClassFixture<SqliteFixture>;
