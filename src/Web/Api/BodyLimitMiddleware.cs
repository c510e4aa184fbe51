using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Undercurrent.Web.Api;

/// <summary>Refuses bodies that are larger than their route takes: by what they announce, else when they get there.</summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var limit = (context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? BodyLimit.Default).Bytes;
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(context.Request.ContentLength, limit);
        }

        // The server's own limit is the largest of all routes; this one closes the connection of who goes on sending.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = limit;
        }

        return next(context);
    }

    public static ProblemException TooLarge(long? size, long limit) => new(
        ProblemKinds.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body has {(size is null ? "more" : $"{size:N0} bytes")}{(size is null ? $" than the {limit:N0} bytes" : $"; the limit is {limit:N0}")} {(size is null ? "that this route takes" : "for this route")}."))
    {
        Next = "Store large data elsewhere (a file, a blob store, a table) and pass its address.",
    };
}
