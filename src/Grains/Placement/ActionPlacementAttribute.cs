using Orleans.Placement;

namespace Undercurrent.Grains.Placement;

/// <summary>Marks the grains that <see cref="ActionPlacement"/> places.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ActionPlacementAttribute() : PlacementAttribute(ActionPlacement.Instance);
