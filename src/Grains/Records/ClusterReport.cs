using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Records;

/// <summary>Tells of every member of the cluster how busy it is. Thread-safe.</summary>
internal sealed class ClusterReport(IGrainFactory grains, IClusterMembershipService membership, ILocalSiloDetails local, TimeProvider time)
{
    // For somebody who looks at a page: a silo that is slower than that is shown as silent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The members that are not long gone, by their names.</summary>
    public async Task<IReadOnlyList<SiloState>> ReadAsync()
    {
        var members = membership.CurrentSnapshot.Members.Values.Where(member => member.Status != SiloStatus.None);
        var states = await Task.WhenAll(members.Select(async member => new SiloState(
            member.Name,
            member.SiloAddress.ToParsableString(),
            member.Status,
            member.SiloAddress.Equals(local.SiloAddress),
            member.Status is SiloStatus.Dead ? null : await AskAsync(member.SiloAddress).ConfigureAwait(false)))).ConfigureAwait(false);

        // A silo that was started again has its name twice: the one that lives is first.
        return [.. states.OrderBy(state => state.Name, StringComparer.Ordinal).ThenBy(state => state.Status == SiloStatus.Dead).ThenBy(state => state.Address, StringComparer.Ordinal)];
    }

    private async Task<SiloReport?> AskAsync(SiloAddress silo)
    {
        try
        {
            return await grains.GetGrain<ISiloGrain>(GrainKeys.For(silo)).ReportAsync().WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
