using Undercurrent.Execution;

namespace Undercurrent.Client;

/// <summary>How a <see cref="ClusterRunner"/> reaches its cluster. Immutable.</summary>
public sealed record ClusterRunnerOptions
{
    /// <summary>
    /// The silos' gateways as <c>host:port</c>; default <c>localhost:30000</c>. Name several: a client that loses one goes
    /// on with another.
    /// </summary>
    public IReadOnlyList<string> Gateways { get; init; } = ["localhost:30000"];

    /// <summary>The cluster's id; default <c>dev</c>, as the silo's.</summary>
    public string ClusterId { get; init; } = "dev";

    /// <summary>The service's id; default <c>dev</c>, as the silo's.</summary>
    public string ServiceId { get; init; } = "dev";

    /// <summary>How long to try to connect at first; default 15 seconds.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the cluster may be out of reach later before a call gives up; default 2 minutes.</summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The limits of the context of the runs that are launched here.</summary>
    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    /// <summary>The largest inputs of a launch, in bytes of JSON; default 4 MiB.</summary>
    public int MaxPayloadBytes { get; init; } = TaskHostOptions.DefaultMaxPayloadBytes;

    /// <summary>Who launches, for the record; null takes user and machine.</summary>
    public string? LaunchedBy { get; init; }
}
