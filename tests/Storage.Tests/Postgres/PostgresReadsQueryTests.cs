using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresReadsQueryTests(PostgresFixture fixture) : ReadsQueryContract(fixture), IClassFixture<PostgresFixture>;
