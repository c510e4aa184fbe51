using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Undercurrent.Client;
using Undercurrent.Conformance;
using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>Two silos that share one record: what is read of it is the same whichever silo is asked.</summary>
public sealed class SharedRecordFixture : EngineFixture, IDisposable
{
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };
    private InProcessTestCluster? _cluster;
    private ClusterRunner? _runner;

    public override IRunner Runner => _runner ?? throw new InvalidOperationException("The cluster has not been started.");

    public override int HostCount => 2;

    public override async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .AddUndercurrent(options => options with { KeepOffCaller = true, ContextLimits = ConformanceServices.Limits, Store = new RunStore(_record) })
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(ConformanceServices.Register));
        builder.ConfigureClient(client => client.AddCustomContext());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _runner = ClusterRunner.Over(_cluster.Client);
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
