using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

/// <summary>The engine in this process, as the conformance suite wants it.</summary>
public sealed class LocalEngineFixture : EngineFixture
{
    private readonly ServiceProvider _services;
    private readonly LocalRunner _runner;

    public LocalEngineFixture()
    {
        var services = new ServiceCollection();
        ConformanceServices.Register(services);
        _services = services.BuildServiceProvider(validateScopes: true);
        _runner = LocalRunner.Create(new LocalRunnerOptions { Services = _services, ContextLimits = ConformanceServices.Limits });
    }

    public override IRunner Runner => _runner;

    public override int HostCount => 1;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override async Task DisposeAsync()
    {
        await _runner.DisposeAsync();
        await _services.DisposeAsync();
    }
}
