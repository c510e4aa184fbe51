using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresAttemptTests(PostgresFixture fixture) : AttemptContract(fixture), IClassFixture<PostgresFixture>;
