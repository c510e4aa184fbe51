namespace Undercurrent.Grains.Placement;

/// <summary>Places runs in turn over the silos, but not on the one that asks while that one drains.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.runplacement")]
internal sealed class RunPlacement : PlacementStrategy
{
    public static readonly RunPlacement Instance = new();
}
