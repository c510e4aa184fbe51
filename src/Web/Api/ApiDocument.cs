using Microsoft.Extensions.DependencyInjection;

namespace Undercurrent.Web.Api;

/// <summary>The OpenAPI document.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1");
}
