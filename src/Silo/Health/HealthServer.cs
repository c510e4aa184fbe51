using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Undercurrent.Silo.Health;

/// <summary>
/// Answers <c>GET /health/live</c> (this process answers) and <c>/health/ready</c> (the silo takes runs; 503 otherwise,
/// with the reasons). It is there before the silo starts and until after it has stopped.
/// </summary>
internal static class HealthServer
{
    /// <summary>Starts it; null when the settings name no port.</summary>
    public static async Task<IAsyncDisposable?> StartAsync(SiloSettings settings, SiloHealth health, CancellationToken cancellationToken)
    {
        if (settings.HealthPort is not { } port)
        {
            return null;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(settings.ListenAddress, port));
        builder.Services.AddHealthChecks().AddCheck("silo", health);
        var server = builder.Build();
        server.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        server.UseHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        await server.StartAsync(cancellationToken);
        return server;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var reasons = report.Entries.Values.SelectMany(entry => entry.Data.GetValueOrDefault("reasons") as IEnumerable<string> ?? []);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(
            new { healthy = report.Status == HealthStatus.Healthy, reasons }), context.RequestAborted);
    }
}
