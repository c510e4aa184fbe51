using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using Undercurrent.Grains;
using Undercurrent.Records;

namespace Undercurrent.Silo;

/// <summary>Builds the host of a silo out of its settings.</summary>
internal static class SiloHost
{
    // Behind the drain: the hand-over, which takes twice the cancellation grace at most, and Orleans' own leaving.
    private static readonly TimeSpan LeaveTime = (new UndercurrentSiloOptions().CancellationGrace * 2) + TimeSpan.FromSeconds(5);

    /// <param name="settings">The settings.</param>
    /// <param name="store">Where it records, open for longer than the host; null for its memory.</param>
    public static IHost Build(SiloSettings settings, RunStore? store)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        ConfigureLogging(builder.Logging, settings.LogLevel);
        builder.Logging.AddRunLog();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.DrainTime + LeaveTime);
        builder.UseOrleans(silo => silo
            .AddCluster(settings)
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = settings.ClusterId;
                options.ServiceId = settings.ServiceId;
            })
            .Configure<SiloOptions>(options => options.SiloName = settings.Name)
            .AddUndercurrent(options => options with
            {
                Store = store,
                DrainTime = settings.DrainTime,
                ContextLimits = options.ContextLimits with { SensitiveKeys = settings.SensitiveKeys },
                MaxPayloadBytes = settings.MaxPayloadBytes,
                MaxBlockingThreads = settings.MaxBlockingThreads,
            }));
        return builder.Build();
    }

    /// <summary>Words go to standard error: standard output has the one line that says the silo is ready.</summary>
    public static void ConfigureLogging(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Orleans", level > LogLevel.Warning ? level : level < LogLevel.Information ? level : LogLevel.Warning);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddFilter("Npgsql", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
