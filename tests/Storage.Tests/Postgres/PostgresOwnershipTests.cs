using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresOwnershipTests(PostgresFixture fixture) : OwnershipContract(fixture), IClassFixture<PostgresFixture>;
