using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresWaitTests(PostgresFixture fixture) : WaitContract(fixture), IClassFixture<PostgresFixture>;
