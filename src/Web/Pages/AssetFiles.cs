using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Undercurrent.Web.Pages;

/// <summary>
/// The stylesheet, the script and the icon: embedded, and served below a name with a hash of their content, so that
/// they can be kept for good and never fit another version's pages.
/// </summary>
internal static class AssetFiles
{
    // Before what fills it: static fields are initialized in the order of the text.
    private static readonly Dictionary<string, (byte[] Content, string Type)> Files = [];

    public static readonly string Style = Add("undercurrent.css", "text/css; charset=utf-8");
    public static readonly string Script = Add("undercurrent.js", "text/javascript; charset=utf-8");
    public static readonly string Icon = Add("undercurrent.svg", "image/svg+xml");

    public static void MapAssets(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/assets/{name}", IResult (string name, HttpContext http) =>
    {
        if (!Files.TryGetValue($"/assets/{name}", out var file))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(file.Content, file.Type);
    }).AllowAnonymous();

    private static string Add(string name, string type)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream($"Undercurrent.Web.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not in the assembly; it belongs in src/Web/Assets.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var url = $"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
        Files.Add(url, (content, type));
        return url;
    }
}
