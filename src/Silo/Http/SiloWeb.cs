using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Silo.Health;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Silo.Http;

/// <summary>Serves the API and the pages of a silo, from when it takes runs until it is asked to stop: others answer for its drain.</summary>
internal sealed class SiloWeb : IAsyncDisposable
{
    private readonly WebServer _server;
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lazy<Task> _stopped;

    private SiloWeb(WebServer server, CancellationToken stopping)
    {
        _server = server;
        _stopped = new Lazy<Task>(() => _server.DisposeAsync().AsTask());
        _stopping = stopping.Register(() => _ = _stopped.Value);
    }

    /// <summary>Where it listens.</summary>
    public string Url => _server.Url;

    /// <summary>Starts it; null when the settings name no port.</summary>
    public static async Task<SiloWeb?> StartAsync(SiloSettings settings, IHost host, SiloHealth health, CancellationToken cancellationToken)
    {
        if (settings.Http is not { } http)
        {
            return null;
        }

        var services = host.Services;
        var store = new StoreWords(settings.Store.Kind, health);
        var cluster = new ClusterPage(services.GetRequiredService<Grains.Records.ClusterReport>(), store);
        var backend = new WebBackend
        {
            Runner = services.GetRequiredService<IRunner>(),
            Store = services.GetRequiredService<TaskHost>().Store is { IsShared: true } shared ? shared : null,
            Tasks = TaskCatalog.Default,
            Name = settings.Name,
            Engine = "silo",
            MaxPayloadBytes = settings.MaxPayloadBytes,
            Cluster = cluster.ReadAsync,
            StoreProblem = store.ProblemAsync,
            UnreachableReason = static exception => exception is ClusterUnreachableException ? exception.Message : null,
            Time = services.GetRequiredService<TimeProvider>(),
            Loggers = services.GetRequiredService<ILoggerFactory>(),
        };
        return new SiloWeb(await WebServer.StartAsync(http, backend, cancellationToken), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.DisposeAsync();
        await _stopped.Value;
    }
}
