using Microsoft.Data.Sqlite;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Sqlite;

/// <summary>Brings the file's schema to this program's version, each step in a transaction; its number is in <c>user_version</c>.</summary>
internal static class SqliteMigrations
{
    // "UCRS": tells a run store from any other SQLite file.
    private const long ApplicationId = 0x55435253;

    /// <exception cref="RunStoreException">The file is of a newer version, or something else than a run store.</exception>
    public static void Run(SqliteConnection connection, string path)
    {
        var steps = MigrationScripts.For("Sqlite");
        while (true)
        {
            // The write lock first, then the look: of several processes one does each step.
            SqliteOpening.Execute(connection, "BEGIN IMMEDIATE");
            try
            {
                var version = Check(connection, path, steps.Count);
                if (version == steps.Count)
                {
                    SqliteOpening.Execute(connection, "COMMIT");
                    return;
                }

                SqliteOpening.Execute(connection, steps[(int)version]);
                SqliteOpening.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
                SqliteOpening.Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {version + 1}"));
                SqliteOpening.Execute(connection, "COMMIT");
            }
            catch
            {
                SqliteOpening.Execute(connection, "ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Looks at the file before anything of it is changed.</summary>
    /// <exception cref="RunStoreException">As <see cref="Run"/>.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        // One look: another process may be making the schema, and half of before and half of behind it looks like neither.
        SqliteOpening.Execute(connection, "BEGIN");
        try
        {
            Check(connection, path, MigrationScripts.For("Sqlite").Count);
        }
        finally
        {
            SqliteOpening.Execute(connection, "ROLLBACK");
        }
    }

    private static long Check(SqliteConnection connection, string path, int known)
    {
        var version = SqliteOpening.Scalar(connection, "PRAGMA user_version");
        if (SqliteOpening.Scalar(connection, "PRAGMA application_id") != ApplicationId
            && (version != 0 || SqliteOpening.Scalar(connection, "SELECT count(*) FROM sqlite_master") > 0))
        {
            throw new RunStoreException(
                $"The file '{path}' is an SQLite database of something else than a run store; it was not changed. Set SqliteRunStoreOptions.Path to another file.");
        }

        return version <= known ? version : throw MigrationScripts.Newer($"'{path}'", version, known);
    }
}
