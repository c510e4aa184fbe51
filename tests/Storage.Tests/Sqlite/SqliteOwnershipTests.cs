using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteOwnershipTests(SqliteFixture fixture) : OwnershipContract(fixture), IClassFixture<SqliteFixture>;
