using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteSignalTests(SqliteFixture fixture) : SignalContract(fixture), IClassFixture<SqliteFixture>;
