using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;

namespace Undercurrent.Storage;

/// <summary>How a run store in an SQLite file works. Immutable.</summary>
public sealed record SqliteRunStoreOptions
{
    /// <summary>
    /// The file; made, with its folder, when it isn't there. Default <c>undercurrent/runs.db</c> in the user's folder for
    /// local application data. Several processes of one machine may share it; it doesn't work on network drives.
    /// </summary>
    public string Path { get; init; } = DefaultPath;

    /// <summary>Whether a commit waits for the disk; default <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>When an outcome counts as recorded; default <see cref="RunDurability.Committed"/>.</summary>
    public RunDurability Durability { get; init; } = RunDurability.Committed;

    /// <summary>
    /// How long a launch waits when the file can't be written (locked, disk full); then it fails with
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

    internal static string DefaultPath => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "undercurrent", "runs.db");

    /// <summary>See <see cref="JournalOptions.StartedAfter"/>.</summary>
    internal TimeSpan StartedAfter { get; init; } = new JournalOptions().StartedAfter;

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
    internal void Check() => new OptionsCheck("SQLite run store")
        .Require(!string.IsNullOrWhiteSpace(Path), $"Path is '{Path}'; it must name a file.")
        .Require(Enum.IsDefined(Synchronous), $"Synchronous is {Synchronous}; it must be Full or Normal.")
        .Require(MaxCacheBytes >= 0, $"MaxCacheBytes is {MaxCacheBytes}; it must not be negative.")
        .Shared(Durability, LaunchLimit, Retention, Time)
        .Require(SensitiveValuesKey is null or { Length: 0 or ContextSeal.KeySize }, $"SensitiveValuesKey has {SensitiveValuesKey?.Length} bytes; it must have {ContextSeal.KeySize}.")
        .Throw();
}
