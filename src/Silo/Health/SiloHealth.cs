using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Undercurrent.Records;

namespace Undercurrent.Silo.Health;

/// <summary>Whether the silo takes runs: it is a member of the cluster, its run store answers, and it doesn't drain.</summary>
internal sealed class SiloHealth(TimeProvider time) : IHealthCheck
{
    // A probe of the deployment waits for a second or more; the store has to be faster to be of use.
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(2);
    private static readonly RunId NoRun = RunId.Parse("health-check");

    private volatile Watched? _watched;

    /// <summary>The silo is about to start.</summary>
    /// <param name="store">Its store, open; null when it records in its memory.</param>
    /// <param name="host">Its host.</param>
    public void Watch(RunStore? store, IHost host) => _watched = new Watched(
        store, host.Services.GetRequiredService<IHostApplicationLifetime>(), host.Services.GetRequiredService<ISiloStatusOracle>());

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_watched is not { } silo)
        {
            return Unhealthy(["the silo has not started yet"]);
        }

        var reasons = new List<string>();
        if (silo.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            reasons.Add("the silo drains");
        }
        else if (!silo.Lifetime.ApplicationStarted.IsCancellationRequested || silo.Status.CurrentStatus != SiloStatus.Active)
        {
            reasons.Add($"the silo is not an active member of the cluster: {silo.Status.CurrentStatus}");
        }

        if (await StoreProblemAsync(cancellationToken) is { } problem)
        {
            reasons.Add(problem);
        }

        return reasons.Count == 0 ? HealthCheckResult.Healthy() : Unhealthy(reasons);
    }

    private static HealthCheckResult Unhealthy(List<string> reasons) =>
        HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { ["reasons"] = reasons });

    /// <summary>Why the run store can't be reached; null while it answers, and when the silo records in its memory.</summary>
    public async Task<string?> StoreProblemAsync(CancellationToken cancellationToken)
    {
        if (_watched?.Store is not { } store)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await store.Records.GetRunAsync(NoRun, limit.Token).WaitAsync(StoreLimit, time, cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await limit.CancelAsync();

            // The log has the words; they may name hosts and users that a probe's reader need not know.
            return exception is TimeoutException ? $"the run store has not answered within {StoreLimit.TotalSeconds:0} seconds" : "the run store can't be reached";
        }
    }

    private sealed record Watched(RunStore? Store, IHostApplicationLifetime Lifetime, ISiloStatusOracle Status);
}
