using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresOverviewTests(PostgresFixture fixture) : OverviewContract(fixture), IClassFixture<PostgresFixture>;
