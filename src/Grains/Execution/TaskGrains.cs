using Undercurrent.Grains.Placement;

namespace Undercurrent.Grains.Execution;

/// <summary>References to fresh task grains. Thread-safe.</summary>
/// <param name="grains">Injected, since a body may call from any thread (rule 7 of the house).</param>
/// <param name="keys">Makes their keys.</param>
internal sealed class TaskGrains(IGrainFactory grains, GrainKeys keys)
{
    // Looked up by the interface once, and not for every action.
    private readonly Lazy<GrainType> _type = new(() => grains.GetGrain<ITaskGrain>("type").GetGrainId().Type);

    public ITaskGrain Next(TaskPlacement placement) => grains.GetGrain<ITaskGrain>(GrainId.Create(_type.Value, keys.Next(placement)));
}
