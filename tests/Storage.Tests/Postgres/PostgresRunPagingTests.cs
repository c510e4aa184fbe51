using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresRunPagingTests(PostgresFixture fixture) : RunPagingContract(fixture), IClassFixture<PostgresFixture>;
