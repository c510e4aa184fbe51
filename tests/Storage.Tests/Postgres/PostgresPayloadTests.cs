using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresPayloadTests(PostgresFixture fixture) : PayloadContract(fixture), IClassFixture<PostgresFixture>;
