using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteAttemptTests(SqliteFixture fixture) : AttemptContract(fixture), IClassFixture<SqliteFixture>;
