using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Lets the page for unknown addresses stand in for pages only: what is wrong with a call of the API is said in its own way.</summary>
internal sealed class PagePathConstraint : IRouteConstraint
{
    public const string Name = "page";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && !WebPaths.IsApi(httpContext.Request) && !httpContext.Request.Path.StartsWithSegments(WebPaths.Assets, StringComparison.Ordinal);
}
