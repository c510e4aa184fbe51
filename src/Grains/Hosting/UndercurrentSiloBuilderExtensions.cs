using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Undercurrent;
using Undercurrent.Execution;
using Undercurrent.Grains;
using Undercurrent.Grains.Caching;
using Undercurrent.Grains.Contexts;
using Undercurrent.Grains.Execution;
using Undercurrent.Grains.Hosting;
using Undercurrent.Grains.Limits;
using Undercurrent.Grains.Placement;
using Undercurrent.Grains.Records;
using Undercurrent.Grains.Recovery;
using Undercurrent.Grains.Running;
using Undercurrent.Grains.Runs;
using Undercurrent.Records;

namespace Orleans.Hosting;

/// <summary>Adds Undercurrent to a silo. In Orleans' namespace, where a silo's other <c>Add…</c> methods are.</summary>
public static class UndercurrentSiloBuilderExtensions
{
    // Just below what Orleans can count: longer than any task.
    private static readonly TimeSpan LongestCall = TimeSpan.FromDays(24);

    /// <summary>
    /// Carries the custom context over the calls of this silo's own grains, without tasks (rule F3). A grain reads
    /// <see cref="CustomContext.Current"/> and opens scopes with <see cref="CustomContext.BeginScope(ContextChange, string, int)"/>.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="limits">The limits of scopes that grains open; null for the default ones.</param>
    public static ISiloBuilder AddCustomContext(this ISiloBuilder builder, ContextLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureServices(services => ContextServices.Add(services, limits));
    }

    /// <summary>
    /// Runs tasks on this silo: grains, call filters, record, and an <see cref="IRunner"/> in its services. Its tasks are
    /// those of the process's <see cref="TaskCatalog.Default"/>. Every silo of the cluster should have the same ones.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Changes the options: <c>options => options with { … }</c>; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range; all that are, are named.</exception>
    public static ISiloBuilder AddUndercurrent(
        this ISiloBuilder builder, Func<UndercurrentSiloOptions, UndercurrentSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new UndercurrentSiloOptions();
        options = (configure is null ? options : configure(options)).Check();
        return builder
            .AddCustomContext(options.ContextLimits)
            .ConfigureServices(services => AddServices(services, options))
            .AddPlacementDirector<ActionPlacement>(_ => new ActionPlacementDirector(options.KeepOffCaller))
            .Configure<SiloMessagingOptions>(messaging =>
            {
                // A parent waits for its child in one call as long as the child takes: that is no anomaly to log about,
                // and no reason to start the call a second time.
                messaging.MaxRequestProcessingTime = LongestCall;
                messaging.RequestProcessingWarningTime = LongestCall;
                messaging.GrainWorkloadAnalysisPeriod = TimeSpan.Zero;
            });
    }

    private static void AddServices(IServiceCollection services, UndercurrentSiloOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RunningWork>();
        services.AddSingleton<StoppingSignal>();
        services.AddSingleton<ClusterView>();
        services.AddSingleton<ClusterReport>();
        services.AddSingleton<RunRegistry>();
        services.AddSingleton<RunFinder>();
        services.AddSingleton<RunLaunches>();
        services.AddSingleton<SignalRouter>();
        services.AddSingleton(provider => new GrainKeys(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString()));
        services.AddSingleton<TaskGrains>();
        services.AddSingleton<OrleansEngine>();
        services.AddSingleton<ClusterLimits>();
        services.AddSingleton(provider => CreateHost(provider, options));
        services.AddSingleton<IRunner>(provider => provider.GetRequiredService<TaskHost>().Runner);
        services.AddSingleton<IHostedService, DrainService>();
        if (options.Store is { Store.IsShared: true })
        {
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, RunSupervisor>();
        }

        services.AddSingleton(options);
    }

    private static TaskHost CreateHost(IServiceProvider provider, UndercurrentSiloOptions options)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var details = provider.GetRequiredService<ILocalSiloDetails>();
        var name = details.Name;
        var cluster = provider.GetRequiredService<IOptions<ClusterOptions>>().Value;
        var runnerOptions = new GrainRunnerOptions { ContextLimits = options.ContextLimits, MaxPayloadBytes = options.MaxPayloadBytes, LaunchedBy = name };
        var grains = provider.GetRequiredService<IGrainFactory>();
        var store = options.Store?.Store ?? new InMemoryRunStore(options.Record, time);
        return new TaskHost
        {
            Name = name,
            Options = new TaskHostOptions
            {
                ContextLimits = options.ContextLimits,
                MaxPayloadBytes = options.MaxPayloadBytes,
                CancellationGrace = options.CancellationGrace,
            },
            Services = provider,
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
            Time = time,
            Store = store,
            Cache = store.IsShared ? store.Cache : new GrainCacheStore(grains, store.Cache),
            Owner = details.SiloAddress.ToParsableString(),
            Scope = $"{cluster.ServiceId}/{cluster.ClusterId}",
            Catalog = TaskCatalog.Default,
            BlockingBodies = new BlockingBodies(options.MaxBlockingThreads),
            AnnounceEndAsync = provider.GetRequiredService<ClusterView>().AnnounceEndAsync,
            FindSignalElsewhereAsync = options.Store is { Store.IsShared: true } ? null : provider.GetRequiredService<ClusterView>().FindSignalAsync,
            Stopping = provider.GetRequiredService<StoppingSignal>().Token,
            Engine = provider.GetRequiredService<OrleansEngine>(),
            Limits = provider.GetRequiredService<ClusterLimits>(),
            Runner = new GrainRunner(grains, runnerOptions, time),
        };
    }
}
