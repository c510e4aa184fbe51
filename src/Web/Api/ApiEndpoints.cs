using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>The HTTP API: below <c>/api/v1</c>.</summary>
internal static class ApiEndpoints
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddRoutingCore();
        return services.ConfigureHttpJsonOptions(json => ContractJson.Configure(json.SerializerOptions));
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1");
        api.MapGet("/runs/{id}", GetRunAsync);
    }

    private static async Task<Results<Ok<RunJson>, NotFound>> GetRunAsync(string id, WebBackend backend, CancellationToken cancellationToken) =>
        await backend.Runner.Records.GetRunAsync(RunId.Parse(id), cancellationToken) is { } run
            ? TypedResults.Ok(run.ToJson(backend.Time.GetUtcNow(), isWhole: true))
            : TypedResults.NotFound();
}
