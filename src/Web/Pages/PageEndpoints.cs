using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Web.Pages;

/// <summary>The pages: Razor components, rendered once on the server.</summary>
internal static class PageEndpoints
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<PagePathConstraint>(PagePathConstraint.Name));
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
        endpoints.MapGet($"/{{**path:{PagePathConstraint.Name}}}", (Delegate)PageNotFoundAsync);
    }

    private static Task<IResult> PageNotFoundAsync(HttpContext http) =>
        PageAnswer.NotFoundAsync(http, Missing.Page(Words.Cut(http.Request.Path.Value ?? "/", 300)));
}
