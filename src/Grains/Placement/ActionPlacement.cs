namespace Undercurrent.Grains.Placement;

/// <summary>Places by the first letter of the grain's key: see <see cref="GrainKeys"/>.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.placement")]
internal sealed class ActionPlacement : PlacementStrategy
{
    public static readonly ActionPlacement Instance = new();
}
