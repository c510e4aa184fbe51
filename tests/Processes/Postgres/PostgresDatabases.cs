using Npgsql;

namespace Undercurrent.Processes;

/// <summary>
/// Makes empty databases for tests: on a server of its own, or on the one that UNDERCURRENT_TEST_POSTGRES names as Npgsql
/// connects to it. There the databases are removed again.
/// </summary>
internal sealed class PostgresDatabases : IAsyncDisposable
{
    private readonly string _connection;
    private readonly PostgresServer? _own;
    private readonly List<string> _made = [];

    private PostgresDatabases(string connection, PostgresServer? own) => (_connection, _own) = (connection, own);

    /// <summary>The reason for which tests that need a database are skipped; null when they needn't be.</summary>
    public static string? Missing => Named is null ? PostgresServer.Missing : null;

    private static string? Named => Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_POSTGRES") is { Length: > 0 } named ? named : null;

    public static async Task<PostgresDatabases> OpenAsync() => Named is { } named ? new(named, null) : On(await PostgresServer.StartNewAsync());

    /// <summary>On a server that a test stops and starts; it is disposed with this.</summary>
    public static PostgresDatabases On(PostgresServer server) => new(server.ConnectionString, server);

    /// <summary>Makes an empty database and says how Npgsql connects to it.</summary>
    public async Task<string> CreateAsync(string name)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        _made.Add(name);
        return new NpgsqlConnectionStringBuilder(_connection) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
            return;
        }

        foreach (var name in _made)
        {
            await ExecuteAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
        }
    }

    private async Task ExecuteAsync(string command)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var execute = new NpgsqlCommand(command, connection);
        await execute.ExecuteNonQueryAsync();
    }
}
