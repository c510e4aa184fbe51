using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresCacheHoldTests(PostgresFixture fixture) : CacheHoldContract(fixture), IClassFixture<PostgresFixture>;
