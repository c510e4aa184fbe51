using Undercurrent.Processes;

namespace Undercurrent.Durability;

/// <summary>One PostgreSQL server for the tests that leave it as it is; each cluster has a database of its own in it.</summary>
[CollectionDefinition(Collection)]
public class PostgresFixture : ICollectionFixture<PostgresFixture>, IAsyncLifetime
{
    public const string Collection = "one PostgreSQL server";

    private PostgresDatabases? _databases;

    internal PostgresDatabases Databases => _databases!;

    public async Task InitializeAsync() => _databases = PostgresDatabases.Missing is null ? await PostgresDatabases.OpenAsync() : null;

    public async Task DisposeAsync()
    {
        if (_databases is not null)
        {
            await _databases.DisposeAsync();
        }
    }
}
