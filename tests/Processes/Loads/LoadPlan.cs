using Undercurrent.Durability.Tasks;

namespace Undercurrent.Processes;

/// <summary>How a load is put on a cluster.</summary>
internal sealed record LoadPlan
{
    /// <summary>Launches follow each other at this distance, however long the runs take.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The runs' shapes, in turn.</summary>
    public required IReadOnlyList<LoadShape> Shapes { get; init; }

    /// <summary>How many runs have to end right before anything is done to the cluster.</summary>
    public required int WarmUp { get; init; }
}
