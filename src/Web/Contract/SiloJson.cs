namespace Undercurrent.Web.Contract;

/// <summary>A silo of a cluster.</summary>
public sealed record SiloJson
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its address in the cluster, as attempts name it.</summary>
    public required string Address { get; init; }

    /// <summary>Its state as a member: <c>active</c>, <c>joining</c>, <c>shuttingDown</c>, <c>dead</c> and so on.</summary>
    public required string State { get; init; }

    /// <summary>Whether it is the one that answers.</summary>
    public bool IsThis { get; init; }

    /// <summary>How many actions run on it; absent when it did not answer.</summary>
    public long? RunningActions { get; init; }

    /// <summary>How many runs it owns; absent when it did not answer.</summary>
    public long? OwnedRuns { get; init; }

    /// <summary>How many calls wait for a place; absent when it did not answer.</summary>
    public long? QueuedActions { get; init; }

    /// <summary>Its memory in bytes; absent when it did not answer.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Processor use in percent of the machine; absent when it did not answer.</summary>
    public double? CpuPercent { get; init; }
}
