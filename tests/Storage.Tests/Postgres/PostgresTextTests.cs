using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresTextTests(PostgresFixture fixture) : TextContract(fixture), IClassFixture<PostgresFixture>;
