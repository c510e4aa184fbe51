using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Hosting;

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
        AgainEndpoints.Map(endpoints);
        SelectionEndpoints.Map(endpoints);
        SuggestEndpoints.Map(endpoints);
        TaskEndpoints.Map(endpoints);
        ClusterEndpoints.Map(endpoints);
        endpoints.MapFallback((Delegate)PageNotFoundAsync);
    }

    private static async Task<IResult> PageNotFoundAsync(HttpContext http) => WebPaths.IsApi(http.Request)
        ? TypedResults.NotFound()
        : await PageAnswer.NotFoundAsync(http, Missing.Page(http.Request.Path.Value ?? "/"));
}
