using Undercurrent.Records;

namespace Undercurrent.Grains.Wire;

/// <summary>A <see cref="CacheEntry"/> between silos; its key is the grain's. A new field takes the next id; an id is never used again.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.cacheentry")]
internal sealed class CacheEntryMessage
{
    [Id(0)]
    public required string Task { get; init; }

    [Id(1)]
    public required string RunId { get; init; }

    [Id(2)]
    public required UInt128 ActionHash { get; init; }

    [Id(3)]
    public required int ActionOrdinal { get; init; }

    [Id(4)]
    public string? OnlyRun { get; init; }

    [Id(5)]
    public required DateTimeOffset CreatedAt { get; init; }

    [Id(6)]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Id(7)]
    public string[]? DependsOn { get; init; }

    [Id(8)]
    public required ReadOnlyMemory<byte> Output { get; init; }

    public static CacheEntryMessage From(CacheEntry entry) => new()
    {
        Task = entry.Task,
        RunId = entry.Source.RunId.Value,
        ActionHash = entry.Source.ActionId.Hash,
        ActionOrdinal = entry.Source.ActionId.Ordinal,
        OnlyRun = entry.OnlyRun?.Value,
        CreatedAt = entry.CreatedAt,
        ExpiresAt = entry.ExpiresAt,
        DependsOn = entry.DependsOn is null ? null : [.. entry.DependsOn],
        Output = entry.Output,
    };

    public CacheEntry ToEntry(CacheKey key) => new()
    {
        Key = key,
        Task = Task,
        Source = new ActionSource(Undercurrent.RunId.Parse(RunId), new ActionId(ActionHash, ActionOrdinal)),
        OnlyRun = OnlyRun is null ? null : Undercurrent.RunId.Parse(OnlyRun),
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        DependsOn = DependsOn,
        Output = Output,
    };
}
