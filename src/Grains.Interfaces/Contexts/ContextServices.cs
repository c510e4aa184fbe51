using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Undercurrent.Grains.Contexts;

/// <summary>Registers the filters, once however often it is asked for, for silos and clients alike.</summary>
internal static class ContextServices
{
    public static void Add(IServiceCollection services, ContextLimits? limits)
    {
        if (limits is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(limits));
        }
        else
        {
            services.TryAddSingleton(ContextLimits.Default);
        }

        if (services.Any(service => service.ServiceType == typeof(ContextFilter)))
        {
            return;
        }

        services.AddSingleton<ContextFilter>();
        services.AddSingleton<IOutgoingGrainCallFilter>(provider => provider.GetRequiredService<ContextFilter>());
        services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<ContextFilter>());
    }
}
