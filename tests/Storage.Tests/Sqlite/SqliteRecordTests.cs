using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteRecordTests(SqliteFixture fixture) : RecordContract(fixture), IClassFixture<SqliteFixture>;
