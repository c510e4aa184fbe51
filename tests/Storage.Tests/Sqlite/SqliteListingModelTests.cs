using Undercurrent.Storage.Tests.Model;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class SqliteListingModelTests(SqliteListingFixture fixture) : ModelProperties(fixture), IClassFixture<SqliteListingFixture>;
