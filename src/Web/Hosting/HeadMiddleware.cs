using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Hosting;

/// <summary>Answers HEAD as GET without the body (RFC 9110, 9.3.2). Not for streams of events, whose body doesn't end.</summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method) && context.Request.Path.Value?.EndsWith("/events", StringComparison.Ordinal) != true)
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        return next(context);
    }
}
