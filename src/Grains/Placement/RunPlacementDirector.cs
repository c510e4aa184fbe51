using Orleans.Runtime.Placement;
using Undercurrent.Grains.Runs;

namespace Undercurrent.Grains.Placement;

/// <summary>Finds the silo that owns a new run. Thread-safe.</summary>
/// <remarks>
/// A silo that drains refuses runs, but is still a member of the cluster: Orleans' own placement, which prefers the silo
/// that asks, would send the launches of this silo's clients back to it again and again until the drain is over.
/// </remarks>
internal sealed class RunPlacementDirector(RunRegistry registry) : IPlacementDirector
{
    private uint _next;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (registry.IsDraining && silos.Length > 1)
        {
            silos = Array.FindAll(silos, silo => !silo.Equals(context.LocalSilo));
        }

        return silos.Length > 0
            ? Task.FromResult(silos[Interlocked.Increment(ref _next) % (uint)silos.Length])
            : throw new SiloUnavailableException("No silo of the cluster takes runs: none of them has Undercurrent's grains.");
    }
}
