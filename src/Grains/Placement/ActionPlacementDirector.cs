using Orleans.Runtime.Placement;

namespace Undercurrent.Grains.Placement;

/// <summary>Finds the silo for a key of <see cref="GrainKeys"/>. Thread-safe.</summary>
/// <param name="keepOffCaller">For tests: a spread action never runs on its caller's silo when there is another.</param>
internal sealed class ActionPlacementDirector(bool keepOffCaller) : IPlacementDirector
{
    private uint _next;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (silos.Length == 0)
        {
            throw new SiloUnavailableException("No silo of the cluster takes actions: none of them has Undercurrent's grains.");
        }

        var key = target.GrainIdentity.Key;
        return Task.FromResult((char)key.AsSpan()[0] switch
        {
            GrainKeys.OnSilo => Addressed(key.ToString()!, silos),
            GrainKeys.Local when Array.IndexOf(silos, context.LocalSilo) >= 0 && context.LocalSiloStatus == SiloStatus.Active => context.LocalSilo,
            _ => InTurn(silos, context.LocalSilo),
        });
    }

    // Never elsewhere: what only that silo knows must not seem to be nothing.
    private static SiloAddress Addressed(string key, SiloAddress[] silos)
    {
        var wanted = SiloAddress.FromParsableString(key[1..]);
        return Array.IndexOf(silos, wanted) >= 0
            ? wanted
            : throw new SiloUnavailableException($"The silo {wanted} is not in the cluster any more.");
    }

    // In turn rather than at random: a fan-out is spread evenly, also a small one.
    private SiloAddress InTurn(SiloAddress[] silos, SiloAddress local)
    {
        var turn = Interlocked.Increment(ref _next);
        if (!keepOffCaller || silos.Length == 1)
        {
            return silos[turn % (uint)silos.Length];
        }

        var others = Array.FindAll(silos, silo => !silo.Equals(local));
        return others[turn % (uint)others.Length];
    }
}
