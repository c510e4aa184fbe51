using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Undercurrent.Grains.Running;
using Undercurrent.Records;

namespace Undercurrent.Client;

/// <summary>Launches and follows runs on an Orleans cluster, from any .NET application.</summary>
/// <remarks>
/// Thread-safe; make one and keep it. It does not hang: when it loses its gateway, or the silo that it talks to, it asks
/// another and finds its runs again, until <see cref="ClusterRunnerOptions.ReconnectLimit"/>.
/// </remarks>
public sealed class ClusterRunner : IRunner
{
    private readonly GrainRunner _runner;
    private readonly IHost? _ownHost;

    private ClusterRunner(IGrainFactory grains, ClusterRunnerOptions options, IHost? ownHost)
    {
        var runnerOptions = new GrainRunnerOptions
        {
            ContextLimits = options.ContextLimits,
            MaxPayloadBytes = options.MaxPayloadBytes,
            ReconnectLimit = options.ReconnectLimit,
        };
        _runner = new GrainRunner(
            grains, options.LaunchedBy is null ? runnerOptions : runnerOptions with { LaunchedBy = options.LaunchedBy }, TimeProvider.System);
        _ownHost = ownHost;
    }

    /// <inheritdoc/>
    public IRunRecords Records => _runner.Records;

    /// <summary>Connects to one gateway, <c>host:port</c>.</summary>
    /// <exception cref="ClusterUnreachableException">No silo answered there.</exception>
    /// <exception cref="FormatException">The address is none.</exception>
    public static Task<ClusterRunner> ConnectAsync(string gateway, CancellationToken cancellationToken = default) =>
        ConnectAsync(new ClusterRunnerOptions { Gateways = [gateway] }, cancellationToken);

    /// <summary>Connects with the given options.</summary>
    /// <exception cref="ClusterUnreachableException">No silo answered within <see cref="ClusterRunnerOptions.ConnectLimit"/>.</exception>
    /// <exception cref="FormatException">A gateway's address is none.</exception>
    public static async Task<ClusterRunner> ConnectAsync(ClusterRunnerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var gateways = await GatewayAddress.ResolveAsync(options.Gateways, cancellationToken).ConfigureAwait(false);
        var deadline = TimeProvider.System.GetTimestamp();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(gateways)
            .Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            })
            .AddCustomContext(options.ContextLimits)
            .UseConnectionRetryFilter(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, token).ConfigureAwait(false);
                return TimeProvider.System.GetElapsedTime(deadline) < options.ConnectLimit;
            }));
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OrleansException or SocketException or TimeoutException)
        {
            host.Dispose();
            throw new ClusterUnreachableException(
                $"No silo answered at {string.Join(", ", options.Gateways)} within {options.ConnectLimit.TotalSeconds:0.#} seconds "
                + $"(cluster id '{options.ClusterId}', service id '{options.ServiceId}'). Start one: dotnet run --project src/Silo -- --tasks path/to/Library.dll. "
                + "The address is that of a silo's gateway port (default 30000), and both ids must be the silo's.",
                exception);
        }

        return new ClusterRunner(host.Services.GetRequiredService<IGrainFactory>(), options, host);
    }

    /// <summary>
    /// Over a client that the application has already; call <c>AddCustomContext</c> on its builder. Disposing the runner
    /// leaves the client alone.
    /// </summary>
    public static ClusterRunner Over(IClusterClient client, ClusterRunnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ClusterRunner(client, options ?? new ClusterRunnerOptions(), ownHost: null);
    }

    /// <inheritdoc/>
    public Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default) =>
        _runner.LaunchAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        _runner.GetRunAsync(runId, cancellationToken);

    /// <summary>Disconnects. The runs go on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ownHost is not null)
        {
            await _ownHost.StopAsync().ConfigureAwait(false);
            _ownHost.Dispose();
        }
    }
}
