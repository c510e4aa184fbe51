using System.Net;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Silo;

/// <summary>What the silo was told, checked.</summary>
internal sealed record SiloSettings
{
    /// <summary>Paths of task libraries.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The port for other silos.</summary>
    public required int SiloPort { get; init; }

    /// <summary>The port for clients.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>The silo that keeps the membership; null when this is it.</summary>
    public required IPEndPoint? Primary { get; init; }

    public required string ClusterId { get; init; }

    public required string ServiceId { get; init; }

    public required string Name { get; init; }

    public required TimeSpan DrainTime { get; init; }

    public required int MaxPayloadBytes { get; init; }

    public required int MaxBlockingThreads { get; init; }

    public required LogLevel LogLevel { get; init; }
}
