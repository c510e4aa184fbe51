using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresRunQueryTests(PostgresFixture fixture) : RunQueryContract(fixture), IClassFixture<PostgresFixture>;
