using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Web.Pages;

/// <summary>The pages: Razor components, rendered once on the server.</summary>
internal static class PageEndpoints
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        return services;
    }

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAssets();
        RunsEndpoints.Map(endpoints);
        RunEndpoints.Map(endpoints);
        ContextEndpoints.Map(endpoints);
        ActionEndpoints.Map(endpoints);
    }
}
