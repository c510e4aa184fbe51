using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresRecordTests(PostgresFixture fixture) : RecordContract(fixture), IClassFixture<PostgresFixture>;
