namespace Undercurrent.Execution;

/// <summary>The limits and times that both engines obey. Options classes of the runners fill it.</summary>
internal sealed record TaskHostOptions
{
    public const int DefaultMaxPayloadBytes = 4 * 1024 * 1024;

    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    /// <summary>The largest input or result, in bytes of JSON.</summary>
    public int MaxPayloadBytes { get; init; } = DefaultMaxPayloadBytes;

    /// <summary>How long a cancelled run waits for bodies that have not yet heeded their token.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);
}
