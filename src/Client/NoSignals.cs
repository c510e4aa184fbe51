using Microsoft.Extensions.Hosting;

namespace Undercurrent.Client;

/// <summary>Leaves Ctrl-C and SIGTERM to the application: the host inside a <see cref="ClusterRunner"/> is none of their business.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
