using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresCacheTests(PostgresFixture fixture) : CacheContract(fixture), IClassFixture<PostgresFixture>;
