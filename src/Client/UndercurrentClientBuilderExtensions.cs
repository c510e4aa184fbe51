using Undercurrent;
using Undercurrent.Grains.Contexts;

namespace Orleans.Hosting;

/// <summary>Adds the custom context to a client. In Orleans' namespace, where a client's other <c>Add…</c> methods are.</summary>
public static class UndercurrentClientBuilderExtensions
{
    /// <summary>
    /// Carries the custom context from this client to the grains that it calls (rule F3). Silos need
    /// <c>AddCustomContext</c> too.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="limits">The limits of scopes that observers open here; null for the default ones.</param>
    public static IClientBuilder AddCustomContext(this IClientBuilder builder, ContextLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureServices(services => ContextServices.Add(services, limits));
    }
}
