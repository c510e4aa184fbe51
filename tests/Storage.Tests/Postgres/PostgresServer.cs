using Npgsql;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>The server that the tests may use: databases of their own are made in it, and dropped.</summary>
internal static class PostgresServer
{
    public const string Variable = "UNDERCURRENT_TEST_POSTGRES";

    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException(
            $"These tests need PostgreSQL: set {Variable} to the connection string of a superuser on a server of this machine, as in "
            + "\"Host=127.0.0.1;Port=5432;Username=postgres\". The test command leaves them out without it.");

    public static string For(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    public static async Task<long> CountAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
