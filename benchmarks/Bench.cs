using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Undercurrent.Benchmarks.Raw;
using Undercurrent.Benchmarks.Suite;
using Undercurrent.Records;

namespace Undercurrent.Benchmarks;

/// <summary>What the measures run on: one silo, which serves both sides, and a runner in process. Without logging.</summary>
internal sealed class Bench : IAsyncDisposable
{
    // Every round is a run. Of the ended ones one is kept, so that the record doesn't grow from round to round.
    private static readonly InMemoryRunStoreOptions Record = new() { MaxEndedRuns = 1 };

    // Orleans' directory cache keeps the keys of finished grains of both sides, by default a million. Full early, it
    // doesn't make the heap grow from round to round, and costs what it costs in a silo that has been up for a while.
    private const int DirectoryCacheSize = 1_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly IHost _silo;
    private readonly IRunner _onSilo;
    private readonly LocalRunner _inProcess = LocalRunner.Create(new LocalRunnerOptions { Record = Record });
    private readonly IManagementGrain _management;

    private Bench(IHost silo)
    {
        _silo = silo;
        _onSilo = silo.Services.GetRequiredService<IRunner>();
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        RawParent = grains.GetGrain<IRawParentGrain>(0);
        _management = grains.GetGrain<IManagementGrain>(0);
    }

    public IRawParentGrain RawParent { get; }

    public static async Task<Bench> StartAsync()
    {
        var ports = FreePorts(2);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1])
            .Configure<GrainDirectoryOptions>(options => options.CacheSize = DirectoryCacheSize)
            .AddUndercurrent(options => options with { Record = Record }));
        var host = builder.Build();
        await host.StartAsync();
        return new Bench(host);
    }

    public async Task<double> OnSiloAsync(TaskDefinition<int, double> task, int input, RunOptions options) =>
        await (await _onSilo.StartAsync(task, input, options)).ResultAsync();

    public async Task<double> OnSiloAsync(TaskDefinition<int, int, double> task, int input1, int input2, RunOptions options) =>
        await (await _onSilo.StartAsync(task, input1, input2, options)).ResultAsync();

    /// <summary>With the context of 4 keys.</summary>
    public async Task<double> InProcessAsync(TaskDefinition<int, double> task, int input) =>
        await (await _inProcess.StartAsync(task, input, FourKeys.Launch)).ResultAsync();

    /// <summary>Waits until the silo has no activations left that are on their way out.</summary>
    public async Task QuietAsync()
    {
        for (int before = -1, now = 0; before != now;)
        {
            before = await _management.GetTotalActivationCount();
            await Task.Delay(Look);
            now = await _management.GetTotalActivationCount();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _inProcess.DisposeAsync();
        await _silo.StopAsync();
        _silo.Dispose();
    }

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
