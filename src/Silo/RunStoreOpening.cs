using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Silo;

/// <summary>Opens the run store that the settings name; its tables, and those of the membership, are made or migrated by that.</summary>
internal static partial class RunStoreOpening
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>The store; null for the silo's memory. Waits a while for a database that is not up yet.</summary>
    /// <exception cref="StartException">It can't be opened.</exception>
    public static async Task<RunStore?> OpenAsync(SiloSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken) =>
        settings.Store.Kind switch
        {
            StoreKind.Memory => null,
            StoreKind.Sqlite => await OpenSqliteAsync(settings.Store, loggers, time, cancellationToken),
            _ => await OpenPostgresAsync(settings.Store, settings.Connection!, loggers, time, cancellationToken),
        };

    private static async Task<RunStore> OpenSqliteAsync(StoreSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new SqliteRunStoreOptions
        {
            Durability = settings.Durability,
            Synchronous = settings.Synchronous,
            Retention = settings.Retention,
            SensitiveValuesKey = settings.SensitiveValuesKey,
            LoggerFactory = loggers,
            Time = time,
        };
        options = settings.Sqlite is { } path ? options with { Path = path } : options;
        try
        {
            return await SqliteRunStore.OpenAsync(options, cancellationToken);
        }
        catch (RunStoreException exception)
        {
            throw new StartException(exception.Message, exception);
        }
    }

    private static async Task<RunStore> OpenPostgresAsync(
        StoreSettings settings, string connection, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new PostgresRunStoreOptions
        {
            ConnectionString = connection,
            Durability = settings.Durability,
            Retention = settings.Retention,
            SensitiveValuesKey = settings.SensitiveValuesKey,
            LoggerFactory = loggers,
            Time = time,
        };
        var log = loggers.CreateLogger(typeof(RunStoreOpening));
        var started = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await PostgresRunStore.OpenAsync(options, cancellationToken);
            }
            catch (RunStoreException exception) when (PostgresRunStore.MayPass(exception) && time.GetElapsedTime(started) < Limit)
            {
                if (tries == 1)
                {
                    Waiting(log, exception.Message, Limit);
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (RunStoreException exception)
            {
                throw new StartException(exception.Message, exception);
            }
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "{Problem} Trying again for {Limit}")]
    private static partial void Waiting(ILogger logger, string problem, TimeSpan limit);
}
