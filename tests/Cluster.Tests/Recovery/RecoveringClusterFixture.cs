using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using Undercurrent.Client;
using Undercurrent.Conformance;
using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Recovery;

/// <summary>Three silos that share one record; each may be killed, since none of them keeps the membership. A killed one is replaced.</summary>
public sealed class RecoveringClusterFixture : RecoveryFixture, IDisposable
{
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };
    private InProcessTestCluster? _cluster;

    public override IRunner Runner => ClusterRunner.Over(Cluster.Client);

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not been started.");

    public override async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) => silo
            .AddUndercurrent(options => options with { Store = new RunStore(_record) })
            .Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            })
            .ConfigureLogging(logging => logging.ClearProviders()));
        builder.ConfigureClient(client => client.AddCustomContext());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public override async Task<RunHandle> KillOwnerAsync(RunId runId)
    {
        var owner = (await _record.GetRunAsync(runId))!.Owner;
        await Cluster.KillSiloAsync(Cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() == owner));

        // What is sent to the run meanwhile may still reach its owner, who then ends it.
        while ((await _record.GetRunAsync(runId))! is { TakenOver: 0, EndedAt: null })
        {
            var events = await _record.ReadEventsAsync(runId, 0, int.MaxValue);
            await _record.WaitForEventAsync(runId, events[^1].Sequence, CancellationToken.None);
        }

        await Cluster.StartAdditionalSiloAsync();
        return (await Runner.GetRunAsync(runId))!;
    }

    public override async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }
    }

    public void Dispose() => _cluster?.Dispose();
}
