using Undercurrent.Execution;

namespace Undercurrent.Grains.Running;

/// <summary>How a <see cref="GrainRunner"/> works; the public options of clients and silos fill it.</summary>
internal sealed record GrainRunnerOptions
{
    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    public int MaxPayloadBytes { get; init; } = TaskHostOptions.DefaultMaxPayloadBytes;

    public string LaunchedBy { get; init; } = Launching.DefaultLaunchedBy;

    /// <summary>How long a cluster may be out of reach before a call gives up.</summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one call waits for a run's end; below the timeout of that call.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two looks at a run's events.</summary>
    public TimeSpan FollowInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
