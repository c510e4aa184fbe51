using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresRecoveryTests(PostgresFixture fixture) : RecoveryContract(fixture), IClassFixture<PostgresFixture>;
