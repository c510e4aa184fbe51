using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Hosting;

/// <summary>The headers that every answer has: what a browser may do with it.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";

        // Files of the product may be kept; contexts, inputs and results are nothing for a cache. These two directives are what
        // antiforgery wants with each form: any other it overrides, and logs a warning.
        if (!context.Request.Path.StartsWithSegments(WebPaths.Assets))
        {
            headers.CacheControl = "no-cache, no-store";
        }
    }
}
