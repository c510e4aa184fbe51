using System.Globalization;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>A database of its own on a given server, removed again at the end.</summary>
internal sealed class PostgresPlace(string server) : IStorePlace
{
    /// <summary>Names the server, as Npgsql connects to it.</summary>
    public const string Variable = "UNDERCURRENT_TEST_POSTGRES";

    private readonly string _database = string.Create(CultureInfo.InvariantCulture, $"undercurrent_benchmarks_{Environment.ProcessId}");

    /// <summary>Null when none is named.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    public async Task<RunStore> OpenAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {_database}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = _database };
        return await PostgresRunStore.OpenAsync(new PostgresRunStoreOptions { ConnectionString = connection.ConnectionString });
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");

    private async Task ExecuteAsync(string command)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var execute = new NpgsqlCommand(command, connection);
        await execute.ExecuteNonQueryAsync();
    }
}
