using Undercurrent.Grains.Placement;

namespace Undercurrent.Grains.Records;

/// <summary>Asks every silo of the cluster for what it alone knows. A silo that dies meanwhile knows nothing. Thread-safe.</summary>
internal sealed class ClusterView(IGrainFactory grains, IClusterMembershipService membership)
{
    /// <summary>The answers by silo.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, T>>> AskEachAsync<T>(Func<ISiloGrain, Task<T>> ask)
    {
        var silos = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .Select(member => GrainKeys.For(member.SiloAddress));
        var answers = await Task.WhenAll(silos.Select(silo => AskAsync(silo, ask))).ConfigureAwait(true);
        return [.. answers.Where(answer => answer is not null).Select(answer => answer!.Value)];
    }

    private async Task<KeyValuePair<string, T>?> AskAsync<T>(string silo, Func<ISiloGrain, Task<T>> ask)
    {
        try
        {
            return KeyValuePair.Create(silo, await ask(grains.GetGrain<ISiloGrain>(silo)).ConfigureAwait(true));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
