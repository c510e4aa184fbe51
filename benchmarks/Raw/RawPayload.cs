namespace Undercurrent.Benchmarks.Raw;

/// <summary>As many bytes as a task's inputs or result. Immutable as the product's messages are, so neither side copies it.</summary>
[Immutable]
[GenerateSerializer]
[Alias("benchmarks.payload")]
internal sealed class RawPayload
{
    [Id(0)]
    public required byte[] Bytes { get; init; }
}
