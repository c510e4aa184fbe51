using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteRunPagingTests(SqliteFixture fixture) : RunPagingContract(fixture), IClassFixture<SqliteFixture>;
