using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Undercurrent.Benchmarks.Raw;
using Undercurrent.Records;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>One silo, which serves both sides. Without logging.</summary>
/// <param name="place">Where the durable record lies; null for the record in memory.</param>
internal sealed class SiloStage(IStorePlace? place = null) : IStage
{
    // Every round is a run. Of the ended ones one is kept, so that the record doesn't grow from round to round.
    private static readonly InMemoryRunStoreOptions Record = new() { MaxEndedRuns = 1 };

    // Orleans' directory cache keeps the keys of finished grains of both sides, by default a million. Full early, it
    // doesn't make the heap grow from round to round, and costs what it costs in a silo that has been up for a while.
    private const int DirectoryCacheSize = 1_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private RunStore? _store;
    private IHost? _silo;
    private IRunner? _runner;
    private IManagementGrain? _management;
    private IRawParentGrain? _rawParent;

    public IRunner Runner => _runner ?? throw NotStarted();

    public IRawParentGrain RawParent => _rawParent ?? throw NotStarted();

    public async Task StartAsync()
    {
        _store = place is null ? null : await place.OpenAsync();
        var ports = FreePorts(2);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1])
            .Configure<GrainDirectoryOptions>(options => options.CacheSize = DirectoryCacheSize)
            .AddUndercurrent(options => options with { Record = Record, Store = _store }));
        _silo = builder.Build();
        await _silo.StartAsync();
        _runner = _silo.Services.GetRequiredService<IRunner>();
        var grains = _silo.Services.GetRequiredService<IGrainFactory>();
        _rawParent = grains.GetGrain<IRawParentGrain>(0);
        _management = grains.GetGrain<IManagementGrain>(0);
    }

    public async Task<double> RunAsync(TaskDefinition<int, double> task, int input, RunOptions options) =>
        await (await Runner.StartAsync(task, input, options)).ResultAsync();

    public async Task<double> RunAsync(TaskDefinition<int, int, double> task, int input1, int input2, RunOptions options) =>
        await (await Runner.StartAsync(task, input1, input2, options)).ResultAsync();

    /// <summary>Waits until the silo has no activations left that are on their way out.</summary>
    public async Task QuietAsync()
    {
        for (int before = -1, now = 0; before != now;)
        {
            before = await _management!.GetTotalActivationCount();
            await Task.Delay(Look);
            now = await _management.GetTotalActivationCount();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.StopAsync();
            _silo.Dispose();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (place is not null)
        {
            await place.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() => new("The stage was not started.");

    // All taken at once, so that they differ.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Stop());
        return ports;
    }
}
