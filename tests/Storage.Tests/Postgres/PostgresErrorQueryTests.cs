using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresErrorQueryTests(PostgresFixture fixture) : ErrorQueryContract(fixture), IClassFixture<PostgresFixture>;
