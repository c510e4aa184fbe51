using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqlitePayloadTests(SqliteFixture fixture) : PayloadContract(fixture), IClassFixture<SqliteFixture>;
