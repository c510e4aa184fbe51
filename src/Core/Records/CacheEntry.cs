namespace Undercurrent.Records;

/// <summary>A result that calls of the same key take instead of running. Immutable.</summary>
internal sealed record CacheEntry
{
    // About what a row or an object has beside its output.
    private const int Overhead = 300;

    public required CacheKey Key { get; init; }

    public required string Task { get; init; }

    /// <summary>Whose result it is.</summary>
    public required ActionSource Source { get; init; }

    /// <summary>The run that alone may take it, and with which it goes; null for all.</summary>
    public RunId? OnlyRun { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is not taken any more; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>See <see cref="ActionDetails.DependsOn"/>.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }

    public required ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>About how many bytes it takes; the limit of a store counts these.</summary>
    public long Size => Overhead + Output.Length;
}
