using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Hosting;

/// <summary>Which paths are for programs, which for people.</summary>
internal static class WebPaths
{
    public const string Api = "/api";
    public const string OpenApi = "/openapi.json";
    public const string Assets = "/assets";

    /// <summary>Whether programs ask for it, so that errors are JSON.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments(Api) || request.Path == OpenApi;
}
