using Microsoft.Extensions.Logging;
using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Postgres;

namespace Undercurrent.Storage;

/// <summary>How a run store in PostgreSQL works. Immutable. Its text form holds no secret.</summary>
public sealed record PostgresRunStoreOptions
{
    /// <summary>
    /// The database, in Npgsql's form: <c>Host=…;Database=…;Username=…;Password=…</c>. It must be there; the tables are made.
    /// The user owns it, or may create in its schema <c>public</c>. PostgreSQL 13 or later.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>When an outcome counts as recorded; default <see cref="RunDurability.Committed"/>.</summary>
    public RunDurability Durability { get; init; } = RunDurability.Committed;

    /// <summary>
    /// How long a launch waits when the database can't be reached; then it fails with
    /// <see cref="StoreUnavailableException"/>. Default 30 seconds, from zero to a day.
    /// </summary>
    public TimeSpan LaunchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which ended runs are kept; the others are removed in the background.</summary>
    public RunRetention Retention { get; init; } = new();

    /// <summary>
    /// 32 random bytes with which the values of sensitive context keys (<see cref="ContextLimits.SensitiveKeys"/>) are encrypted
    /// beside the masked record, so that a run can go on after a crash. Null or empty (the default): they are kept nowhere, and a run
    /// that was launched with such a key fails when it would have to be run again. The same on all processes; keep it apart from the database.
    /// </summary>
    public ReadOnlyMemory<byte>? SensitiveValuesKey { get; init; }

    /// <summary>
    /// The most bytes of cached results (<see cref="CachePolicy"/>); default 256 MiB. Over it the least recently used go; 0
    /// keeps none.
    /// </summary>
    public long MaxCacheBytes { get; init; } = InMemoryRunStoreOptions.DefaultMaxCacheBytes;

    /// <summary>Where logs go; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>See <see cref="JournalOptions.StartedAfter"/>.</summary>
    internal TimeSpan StartedAfter { get; init; } = new JournalOptions().StartedAfter;

    /// <summary>What is no secret.</summary>
    public override string ToString() => $"{nameof(PostgresRunStoreOptions)} {{ Durability = {Durability}, LaunchLimit = {LaunchLimit}, Retention = {Retention} }}";

    internal JournalOptions ToJournal() => new()
    {
        Durability = Durability,
        LaunchLimit = LaunchLimit,
        StartedAfter = StartedAfter,
        MaxCacheBytes = MaxCacheBytes,
        SensitiveValuesKey = SensitiveValuesKey,
        Time = Time,
    };

    /// <exception cref="ArgumentException">Names every value that is out of range.</exception>
    internal NpgsqlConnectionStringBuilder Check()
    {
        var parts = PostgresName.Parse(ConnectionString, out var error);
        new OptionsCheck("PostgreSQL run store")
            .Require(parts is not null, error ?? "")
            .Require(MaxCacheBytes >= 0, $"MaxCacheBytes is {MaxCacheBytes}; it must not be negative.")
            .Shared(Durability, LaunchLimit, Retention, Time)
        .Require(SensitiveValuesKey is null or { Length: 0 or ContextSeal.KeySize }, $"SensitiveValuesKey has {SensitiveValuesKey?.Length} bytes; it must have {ContextSeal.KeySize}.")
            .Throw();
        return parts!;
    }
}
