using Undercurrent.Storage.Tests.Model;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresModelTests(PostgresFixture fixture) : ModelProperties(fixture), IClassFixture<PostgresFixture>;
