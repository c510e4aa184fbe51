using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Records;
using Undercurrent.Storage.Sqlite;

namespace Undercurrent.Storage;

/// <summary>Opens the run store in an SQLite file: the durable record for one machine.</summary>
public static class SqliteRunStore
{
    /// <summary>
    /// Opens the file, makes it or brings its schema up to date, and marks runs as interrupted whose process is gone.
    /// Dispose the store behind the runners that use it. Safe to call in several processes at once.
    /// </summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    /// <exception cref="RunStoreException">The file can't be opened, is no run store, or is of a newer version of the product.</exception>
    public static async Task<RunStore> OpenAsync(SqliteRunStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SqliteRunStoreOptions();
        options.Check();
        var log = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Undercurrent.Storage");
        var database = new SqliteRunDatabase(options.Path, options.Synchronous);
        return await DurableRunStore.OpenAsync(database, options.ToJournal(), options.Retention, log, cancellationToken).ConfigureAwait(false);
    }
}
