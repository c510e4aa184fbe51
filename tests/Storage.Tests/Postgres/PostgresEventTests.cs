using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresEventTests(PostgresFixture fixture) : EventContract(fixture), IClassFixture<PostgresFixture>;
