using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteRecoveryTests(SqliteFixture fixture) : RecoveryContract(fixture), IClassFixture<SqliteFixture>;
