using Orleans.Configuration;
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

    /// <summary>The cluster's id; default <c>default</c>, as of Orleans' own silos and of <c>src/Silo</c>.</summary>
    public string ClusterId { get; init; } = ClusterOptions.DefaultClusterId;

    /// <summary>The service's id; default <c>default</c>, as of Orleans' own silos and of <c>src/Silo</c>.</summary>
    public string ServiceId { get; init; } = ClusterOptions.DefaultServiceId;

    /// <summary>How long to try to connect at first; default 15 seconds.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the cluster may be out of reach later before a call gives up; default 2 minutes.</summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The limits of the context of the runs that are launched here.</summary>
    public ContextLimits ContextLimits { get; init; } = ContextLimits.Default;

    /// <summary>The largest inputs of a launch, in bytes of JSON; default 4 MiB, at most 32 MiB.</summary>
    public int MaxPayloadBytes { get; init; } = TaskHostOptions.DefaultMaxPayloadBytes;

    /// <summary>Who launches, for the record; null takes user and machine.</summary>
    public string? LaunchedBy { get; init; }

    /// <exception cref="ArgumentException">Names every value that is out of range.</exception>
    internal ClusterRunnerOptions Check()
    {
        const int Largest = 32 * 1024 * 1024;
        var errors = new List<string>();
        Require(Gateways is { Count: > 0 }, "Gateways is empty; name at least one silo's gateway, as in localhost:30000.");
        Require(Gateways is null || Gateways.All(gateway => gateway is not null), "Gateways has an entry that is null; each is host:port, as in localhost:30000.");
        Require(!string.IsNullOrWhiteSpace(ClusterId), "ClusterId is empty; leave it out for the default 'default'.");
        Require(!string.IsNullOrWhiteSpace(ServiceId), "ServiceId is empty; leave it out for the default 'default'.");
        Require(ConnectLimit >= TimeSpan.Zero, $"ConnectLimit is {ConnectLimit}; it must not be negative.");
        Require(ReconnectLimit >= TimeSpan.Zero, $"ReconnectLimit is {ReconnectLimit}; it must not be negative.");
        Require(ContextLimits is not null, "ContextLimits is null; leave it out for the default limits.");
        Require(MaxPayloadBytes is >= 1 and <= Largest, $"MaxPayloadBytes is {MaxPayloadBytes:N0}; allowed are 1 to {Largest:N0}.");
        return errors.Count == 0 ? this : throw new ArgumentException("The options of the ClusterRunner are wrong: " + string.Join(" ", errors));

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
