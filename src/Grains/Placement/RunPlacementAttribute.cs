using Orleans.Placement;

namespace Undercurrent.Grains.Placement;

/// <summary>Marks the grain that <see cref="RunPlacement"/> places.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RunPlacementAttribute() : PlacementAttribute(RunPlacement.Instance);
