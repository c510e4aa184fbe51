using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Web.Pages;

/// <summary>The pages: Razor components, rendered once on the server.</summary>
internal static class PageEndpoints
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services;
    }

    public static void MapPages(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", () => Show<RunsPage>([]));

    // Whole pages: nothing is sent before all of it is there.
    private static RazorComponentResult<TPage> Show<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent => new(parameters) { PreventStreamingRendering = true };
}
