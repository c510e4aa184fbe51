using Undercurrent.Records;

namespace Undercurrent.Storage.Journal;

/// <summary>How the journal and the store above it work; what users may set of it is in the options of each database.</summary>
internal sealed record JournalOptions
{
    public RunDurability Durability { get; init; } = RunDurability.Committed;

    /// <summary>How long a launch waits for a database that is away, and looking for runs without an owner does.</summary>
    public TimeSpan LaunchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long reads for people wait for it: less than a client on a cluster waits for its answer.</summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An attempt's start is written on its own when it has run for longer; zero: at once, and whoever appends it waits.</summary>
    public TimeSpan StartedAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many entries the journal takes before callers wait.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>About how many bytes of entries, in memory.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most entries of one transaction.</summary>
    public int MaxBatch { get; init; } = 4_096;

    /// <summary>How long closing goes on trying while the database is away.</summary>
    public TimeSpan CloseLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of cached results.</summary>
    public long MaxCacheBytes { get; init; } = InMemoryRunStoreOptions.DefaultMaxCacheBytes;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>See <see cref="SqliteRunStoreOptions.SensitiveValuesKey"/>.</summary>
    public ReadOnlyMemory<byte>? SensitiveValuesKey { get; init; }
}
