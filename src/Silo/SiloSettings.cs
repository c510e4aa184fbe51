using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Silo;

/// <summary>What the silo was told, checked.</summary>
internal sealed record SiloSettings
{
    /// <summary>Paths of task libraries.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    public required ClusterKind Cluster { get; init; }

    /// <summary>Where other silos and clients reach this machine.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port for other silos.</summary>
    public required int SiloPort { get; init; }

    /// <summary>The port for clients.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>The port of the health endpoints; null for none.</summary>
    public required int? HealthPort { get; init; }

    /// <summary>How the API and the pages are served; null for not at all.</summary>
    public required WebSettings? Http { get; init; }

    /// <summary>The silo that keeps the membership; null when this is it, or the database does.</summary>
    public required IPEndPoint? Primary { get; init; }

    public required StoreSettings Store { get; init; }

    /// <summary>The database of the cluster, the store or both; null when neither is in one. A secret: never part of an error or a log.</summary>
    public required string? Connection { get; init; }

    /// <summary>Where the silo listens: on every address of the machine, unless it is only for this machine.</summary>
    public IPAddress ListenAddress =>
        IPAddress.IsLoopback(Address) ? Address : Address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;

    public required string ClusterId { get; init; }

    public required string ServiceId { get; init; }

    public required string Name { get; init; }

    /// <summary>The context keys whose values are masked (rule L3).</summary>
    public required SensitiveKeys SensitiveKeys { get; init; }

    public required TimeSpan DrainTime { get; init; }

    public required int MaxPayloadBytes { get; init; }

    public required int MaxBlockingThreads { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"silo {Name}";
}
