using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteReadsQueryTests(SqliteFixture fixture) : ReadsQueryContract(fixture), IClassFixture<SqliteFixture>;
