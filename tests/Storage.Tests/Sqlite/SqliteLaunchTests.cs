using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteLaunchTests(SqliteFixture fixture) : LaunchContract(fixture), IClassFixture<SqliteFixture>;
