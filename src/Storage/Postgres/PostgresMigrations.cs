using System.Globalization;
using Npgsql;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>
/// Brings a database to this program's schema: numbered steps, each in a transaction of its own, under a lock that lets one
/// process at a time do it.
/// </summary>
internal static class PostgresMigrations
{
    // Any number that no other program uses for its locks in the same database.
    private const long Lock = 0x756e646572637572;

    private static readonly IReadOnlyList<string> Steps = MigrationScripts.For("Postgres");

    /// <summary>The schema's version that this program has.</summary>
    public static int Latest => Steps.Count;

    /// <exception cref="RunStoreException">The database is newer than the program.</exception>
    public static async Task RunAsync(NpgsqlDataSource database, string name, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        while (await StepAsync(connection, name, cancellationToken).ConfigureAwait(false))
        {
            // The next one.
        }
    }

    private static async Task<bool> StepAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
        var version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (version > Latest)
        {
            throw MigrationScripts.Newer(name, version, Latest);
        }

        if (version == Latest)
        {
            return false;
        }

        await RunAsync(connection, Steps[version], cancellationToken).ConfigureAwait(false);
        await RunAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_versions (version, applied_at) VALUES ({version + 1}, now())"),
            cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await RunAsync(connection, "SELECT to_regclass('schema_versions') IS NULL", cancellationToken).ConfigureAwait(false) is true)
        {
            await RunAsync(connection, "CREATE TABLE schema_versions (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)", cancellationToken).ConfigureAwait(false);
        }

        return (int)(await RunAsync(connection, "SELECT coalesce(max(version), 0) FROM schema_versions", cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The product's own text.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await using var _ = command.ConfigureAwait(false);

        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }
}
