using System.Net;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Access;

/// <summary>What a browser tells of the page that a request comes from.</summary>
internal static class SiteCheck
{
    /// <summary>Refuses names that only a foreign DNS server leads here: without tokens a page of any site could read all (DNS rebinding).</summary>
    /// <exception cref="ProblemException">The Host header is neither a name nor an address of this machine itself.</exception>
    public static void RequireLoopbackHost(HttpRequest request)
    {
        var host = request.Host.Host;
        var isLoopback = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (!isLoopback)
        {
            throw new ProblemException(ProblemKinds.WrongHost, $"The Host header says '{ApiRequest.Shown(host)}'; without tokens only localhost, 127.0.0.1 and [::1] are answered.")
            {
                Next = "Call it by one of these names, or have the server use a tokens file.",
            };
        }
    }

    /// <summary>Refuses changes that a browser sends on behalf of another site, by <c>Sec-Fetch-Site</c> and <c>Origin</c>; programs send neither.</summary>
    /// <exception cref="ProblemException">It is such a request.</exception>
    public static void RequireSameSite(HttpRequest request)
    {
        if (IsSafe(request))
        {
            return;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
        {
            throw Refused($"Sec-Fetch-Site says '{ApiRequest.Shown(site)}'");
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused($"the Origin is '{ApiRequest.Shown(origin)}', not this server");
        }
    }

    public static bool IsSafe(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static ProblemException Refused(string why) => new(ProblemKinds.CrossSite, $"A browser sent this change on behalf of another site: {why}.")
    {
        Next = "Use the pages of this server, or a program with a token.",
    };
}
