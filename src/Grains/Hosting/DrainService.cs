using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Undercurrent.Execution;
using Undercurrent.Grains.Execution;
using Undercurrent.Grains.Runs;

namespace Undercurrent.Grains.Hosting;

/// <summary>
/// Drains the silo before Orleans stops: no new runs, running actions may end and call further ones for the drain time,
/// then their tokens are signalled. Only then does the silo leave the cluster.
/// </summary>
internal sealed class DrainService(
    RunRegistry registry, RunningWork running, StoppingSignal stopping, TaskHost host, UndercurrentSiloOptions options, ILogger<DrainService> log)
    : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        registry.Drain();
        DrainLog.Draining(log, running.Count, options.DrainTime);
        try
        {
            await running.WhenIdleAsync().WaitAsync(options.DrainTime, host.Time, cancellationToken).ConfigureAwait(false);
            DrainLog.Drained(log);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            DrainLog.NotDrained(log, running.Count);
        }

        stopping.Set(log);
        if (host.Store.IsShared)
        {
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Bodies have their moment to heed the token; then the runs are given up, and another silo takes them.
    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        var runs = registry.Owned.Count;
        try
        {
            await registry.WhenGivenUpAsync().WaitAsync(options.CancellationGrace * 2, host.Time, cancellationToken).ConfigureAwait(false);
            if (runs > 0)
            {
                DrainLog.HandedOver(log, runs);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            DrainLog.NotHandedOver(log, registry.Owned.Count);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        host.BlockingBodies.Dispose();
        return Task.CompletedTask;
    }
}
