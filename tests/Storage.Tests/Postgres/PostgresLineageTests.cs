using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresLineageTests(PostgresFixture fixture) : LineageContract(fixture), IClassFixture<PostgresFixture>;
