using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Undercurrent.Client;
using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>
/// Two silos that talk over TCP, with Orleans' own grain directory. A child never runs on its parent's silo, so every
/// test of the suite crosses the wire both ways.
/// </summary>
public sealed class ClusterEngineFixture : EngineFixture
{
    private TestCluster? _cluster;
    private ClusterRunner? _runner;

    public override IRunner Runner => _runner ?? throw new InvalidOperationException("The cluster has not been started.");

    public override int HostCount => 2;

    public IClusterClient Client => (_cluster ?? throw new InvalidOperationException("The cluster has not been started.")).Client;

    public override async Task InitializeAsync()
    {
        var builder = new TestClusterBuilder(initialSilosCount: 2);
        builder.AddSiloBuilderConfigurator<Silo>();
        builder.AddClientBuilderConfigurator<TestClient>();
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

    private sealed class Silo : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder
            .AddUndercurrent(options => options with { KeepOffCaller = true, ContextLimits = ConformanceServices.Limits })
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureServices(ConformanceServices.Register);
    }

    private sealed class TestClient : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder) => clientBuilder.AddCustomContext();
    }
}
