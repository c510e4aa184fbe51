using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Postgres;

namespace Undercurrent.Storage;

/// <summary>Opens the run store in PostgreSQL: the durable record that the silos of a cluster share.</summary>
public static class PostgresRunStore
{
    /// <summary>
    /// Connects to the database and makes its tables or brings them up to date, those of a cluster's membership included.
    /// Dispose the store behind the runners and silos that use it. Safe to call in several processes at once.
    /// </summary>
    /// <param name="options">What must be given is the connection string.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    /// <exception cref="RunStoreException">The database can't be reached or used, or is of a newer version of the product.</exception>
    public static async Task<RunStore> OpenAsync(PostgresRunStoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var parts = options.Check();
        var log = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Undercurrent.Storage");
        var database = new PostgresRunDatabase(parts);
        try
        {
            return await DurableRunStore.OpenAsync(database, options.ToJournal(), options.Retention, log, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseAwayException exception) when (exception.InnerException is NpgsqlException cause)
        {
            throw new RunStoreException(PostgresErrors.Explain(cause, database.Name), cause);
        }
        catch (NpgsqlException exception)
        {
            throw new RunStoreException(PostgresErrors.Explain(exception, database.Name), exception);
        }
    }

    /// <summary>Whether it may only not be up yet, so that opening it again is worth the while.</summary>
    internal static bool MayPass(RunStoreException exception) => exception.InnerException is NpgsqlException cause && PostgresErrors.IsAway(cause);
}
