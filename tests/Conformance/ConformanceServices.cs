using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Conformance;

/// <summary>The services that the suite's task classes ask for. Every process and silo of an engine under test has them.</summary>
public static class ConformanceServices
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<IContextReader, ContextReader>();
        services.AddSingleton(new Greeter("Hello"));
        services.AddScoped<AttemptScope>();
        services.AddTransient(_ => new RegisteredTask("the container"));
    }
}
