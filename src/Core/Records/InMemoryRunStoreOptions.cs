namespace Undercurrent.Records;

/// <summary>How much the record in memory keeps. A run that has not ended is always kept by the process or silo that
/// owns it, whatever its size; a silo that only executed some of its actions may drop those when none of them runs.</summary>
public sealed record InMemoryRunStoreOptions
{
    /// <summary>The most ended runs; default 1,000. The oldest go first.</summary>
    public int MaxEndedRuns { get; init; } = 1_000;

    /// <summary>The most actions of all runs together before ended runs are dropped; default 1,000,000.</summary>
    public int MaxActions { get; init; } = 1_000_000;

    /// <summary>The most bytes of cached results (<see cref="CachePolicy"/>); default 256 MiB. The least recently used go first; 0 keeps none.</summary>
    public long MaxCacheBytes { get; init; } = DefaultMaxCacheBytes;

    internal const long DefaultMaxCacheBytes = 256 * 1024 * 1024;
}
