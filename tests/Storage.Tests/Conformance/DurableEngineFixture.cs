using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Conformance;
using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Conformance;

/// <summary>The engine in this process over an SQLite file: every rule holds with a durable record too.</summary>
public sealed class DurableEngineFixture : EngineFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-conformance-");
    private ServiceProvider? _services;
    private RunStore? _store;
    private LocalRunner? _runner;

    public override IRunner Runner => _runner ?? throw new InvalidOperationException("The engine has not been started.");

    public override int HostCount => 1;

    public override async Task InitializeAsync()
    {
        var services = new ServiceCollection();
        ConformanceServices.Register(services);
        _services = services.BuildServiceProvider(validateScopes: true);

        // Rules about what is recorded of running actions look at once; a start is written at once for them.
        var path = Path.Combine(_folder.FullName, "runs.db");
        _store = await SqliteRunStore.OpenAsync(
            new SqliteRunStoreOptions { Path = path, Synchronous = SqliteSynchronous.Normal, StartedAfter = TimeSpan.Zero });
        _runner = LocalRunner.Create(new LocalRunnerOptions { Services = _services, Store = _store, ContextLimits = ConformanceServices.Limits });
    }

    public override async Task DisposeAsync()
    {
        await (_runner?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }
}
