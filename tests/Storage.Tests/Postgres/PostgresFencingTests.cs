using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresFencingTests(PostgresFixture fixture) : FencingContract(fixture), IClassFixture<PostgresFixture>;
