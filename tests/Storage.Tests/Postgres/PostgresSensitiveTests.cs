using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresSensitiveTests(PostgresFixture fixture) : SensitiveContract(fixture), IClassFixture<PostgresFixture>;
