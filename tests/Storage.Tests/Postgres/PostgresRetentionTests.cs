using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresRetentionTests(PostgresFixture fixture) : RetentionContract(fixture), IClassFixture<PostgresFixture>;
