using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>The HTTP API: below <c>/api/v1</c>.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddSingleton<Watchers>();

        // Thrown, they become problems with words; else they would be a bare status.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services.ConfigureHttpJsonOptions(json => ContractJson.Configure(json.SerializerOptions)).AddApiDocument();
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var backend = endpoints.ServiceProvider.GetRequiredService<WebBackend>();
        var api = endpoints.MapGroup(Root);
        ServerEndpoints.Map(api);
        TaskEndpoints.Map(api);
        RunEndpoints.Map(api, backend);
        ActionEndpoints.Map(api);
        ContextEndpoints.Map(api);
        EventEndpoints.Map(api);
        RunWatchEndpoint.Map(api);
        endpoints.MapOpenApi(WebPaths.OpenApi);
    }
}
