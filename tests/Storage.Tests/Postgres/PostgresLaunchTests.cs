using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresLaunchTests(PostgresFixture fixture) : LaunchContract(fixture), IClassFixture<PostgresFixture>;
