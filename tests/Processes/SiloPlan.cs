using System.Globalization;

namespace Undercurrent.Processes;

/// <summary>A silo to start.</summary>
internal sealed record SiloPlan
{
    public string Name { get; init; } = "alone";

    public string ClusterId { get; init; } = SiloProcess.NewClusterId();

    public IReadOnlyList<string> Tasks { get; init; } = [Repository.TestTasks];

    /// <summary>The first silo of the cluster; null for that one itself.</summary>
    public SiloProcess? Primary { get; init; }

    /// <summary>The port for other silos and the one for clients; null takes two that are free.</summary>
    public (int Silo, int Gateway)? Ports { get; init; }

    /// <summary>Further arguments. Without a store among them the silo records in its memory and leaves no file behind.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Long enough that no drain is cut short by it.</summary>
    public int DrainSeconds { get; init; } = 60;

    public IEnumerable<string> Arguments(int siloPort, int gatewayPort) =>
    [
        .. Tasks.SelectMany(library => new[] { "--tasks", library }),
        "--silo-port", siloPort.ToString(CultureInfo.InvariantCulture),
        "--gateway-port", gatewayPort.ToString(CultureInfo.InvariantCulture),
        "--cluster-id", ClusterId,
        "--service-id", ClusterId,
        "--name", Name,
        "--drain-seconds", DrainSeconds.ToString(CultureInfo.InvariantCulture),
        .. Primary is null ? [] : new[] { "--primary", $"localhost:{Primary.SiloPort}" },
        .. More.Contains("--store") ? [] : new[] { "--store", "memory" },
        .. More,
    ];
}
