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
    private IHost? _ownHost;

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
    /// <exception cref="ClusterUnreachableException">No silo answered there, or one of another cluster.</exception>
    /// <exception cref="FormatException">The address is none.</exception>
    public static Task<ClusterRunner> ConnectAsync(string gateway, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        return ConnectAsync(new ClusterRunnerOptions { Gateways = [gateway] }, cancellationToken);
    }

    /// <summary>Connects with the given options.</summary>
    /// <exception cref="ClusterUnreachableException">
    /// No silo answered within <see cref="ClusterRunnerOptions.ConnectLimit"/>, or one of another cluster did.
    /// </exception>
    /// <exception cref="FormatException">A gateway's address is none.</exception>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    public static async Task<ClusterRunner> ConnectAsync(ClusterRunnerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var gateways = await GatewayAddress.ResolveAsync(options.Check().Gateways, cancellationToken).ConfigureAwait(false);
        var connecting = new Connecting(options, TimeProvider.System);
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
            .UseConnectionRetryFilter(connecting));
        var host = builder.Build();
        try
        {
            await connecting.StartAsync(host, cancellationToken).ConfigureAwait(false);
            return new ClusterRunner(host.Services.GetRequiredService<IGrainFactory>(), options, host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Over a client that the application has already; call <c>AddCustomContext</c> on its builder. Disposing the runner
    /// leaves the client alone. Of the options, those that say how to connect aren't used.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    public static ClusterRunner Over(IClusterClient client, ClusterRunnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ClusterRunner(client, (options ?? new ClusterRunnerOptions()).Check(), ownHost: null);
    }

    /// <inheritdoc/>
    public Task<RunHandle> LaunchAsync(RunRequest request, CancellationToken cancellationToken = default) =>
        _runner.LaunchAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<RunHandle?> GetRunAsync(RunId runId, CancellationToken cancellationToken = default) =>
        _runner.GetRunAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SendSignalAsync(RunId runId, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken = default) =>
        _runner.SendSignalAsync(runId, name, json, cancellationToken);

    /// <summary>Disconnects. The runs go on; the tokens that they were launched with no longer cancel them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _ownHost, null) is { } host)
        {
            try
            {
                await host.StopAsync().ConfigureAwait(false);
            }
            finally
            {
                host.Dispose();
            }
        }
    }
}
