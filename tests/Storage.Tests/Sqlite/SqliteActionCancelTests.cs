using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteActionCancelTests(SqliteFixture fixture) : ActionCancelContract(fixture), IClassFixture<SqliteFixture>;
