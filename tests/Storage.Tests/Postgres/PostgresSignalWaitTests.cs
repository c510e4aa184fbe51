using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresSignalWaitTests(PostgresFixture fixture) : SignalWaitContract(fixture), IClassFixture<PostgresFixture>;
