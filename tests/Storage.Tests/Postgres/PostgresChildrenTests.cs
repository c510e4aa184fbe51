using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresChildrenTests(PostgresFixture fixture) : ChildrenContract(fixture), IClassFixture<PostgresFixture>;
