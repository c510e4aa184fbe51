using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Conformance;

/// <summary>The services that the suite's task classes ask for. Every process and silo of an engine under test has them.</summary>
public static class ConformanceServices
{
    /// <summary>The default limits; keys that begin with <c>secret</c> are sensitive.</summary>
    public static readonly ContextLimits Limits = new() { SensitiveKeys = SensitiveKeys.Matching("secret*") };

    public static void Register(IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddRunLog());
        services.AddSingleton<IContextReader, ContextReader>();
        services.AddSingleton(new Greeter("Hello"));
        services.AddScoped<AttemptScope>();
        services.AddTransient(_ => new RegisteredTask("the container"));
    }
}
