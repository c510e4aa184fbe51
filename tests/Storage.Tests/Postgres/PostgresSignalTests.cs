using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresSignalTests(PostgresFixture fixture) : SignalContract(fixture), IClassFixture<PostgresFixture>;
