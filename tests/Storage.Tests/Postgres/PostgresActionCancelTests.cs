using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresActionCancelTests(PostgresFixture fixture) : ActionCancelContract(fixture), IClassFixture<PostgresFixture>;
