using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Pages;

namespace Undercurrent.Web.Access;

/// <summary>Signing in to the pages: a token by a form, then a cookie that ends with the token.</summary>
internal static class SignIn
{
    public const string Path = "/sign-in";

    private const string HashClaim = "token-hash";
    private const string ReturnTo = "returnTo";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, ShowPage).WithMetadata(new NeededScope(AccessScope.None)).ExcludeFromDescription();
        endpoints.MapPost(Path, SignInAsync).WithMetadata(new NeededScope(AccessScope.None)).ExcludeFromDescription();
        endpoints.MapPost("/sign-out", SignOutAsync).WithMetadata(new NeededScope(AccessScope.None)).ExcludeFromDescription();
    }

    /// <summary>The page that leads back to what was asked for.</summary>
    public static string PathTo(HttpRequest request) =>
        SiteCheck.IsSafe(request) ? $"{Path}{QueryString.Create(ReturnTo, request.Path + request.QueryString)}" : Path;

    /// <summary>The token of a cookie, as the file has it now; null when it was revoked or has expired.</summary>
    public static TokenEntry? EntryOf(ClaimsPrincipal principal, Tokens tokens) =>
        principal.FindFirst(HashClaim) is { } hash ? tokens.FindByHash(hash.Value) : null;

    /// <summary>Only a path of this server is gone to; anything else is the start page.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : "/";

    private static RazorComponentResult<SignInPage> ShowPage(HttpContext context, IAntiforgery antiforgery)
    {
        var wrong = context.Request.Query["wrong"].ToString();
        return new RazorComponentResult<SignInPage>(new Dictionary<string, object?>
        {
            [nameof(SignInPage.ReturnTo)] = LocalPath(context.Request.Query[ReturnTo]),
            [nameof(SignInPage.IsWrong)] = wrong == "token",
            [nameof(SignInPage.IsLimited)] = wrong == "often",
            [nameof(SignInPage.Antiforgery)] = antiforgery.GetAndStoreTokens(context),
        })
        { PreventStreamingRendering = true };
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? token, [FromForm] string? returnTo, HttpContext context, Tokens tokens, FailureLimit limit, ILogger<AccessMiddleware> log)
    {
        var path = LocalPath(returnTo);
        if (!tokens.AreUsed)
        {
            return TypedResults.LocalRedirect(path);
        }

        var address = context.Connection.RemoteIpAddress;
        if (limit.WaitOf(address) is not null)
        {
            return Again("often");
        }

        if (tokens.Find(token?.Trim() ?? "") is not { } entry)
        {
            limit.Note(address);
            WebLog.TokenRefused(log, TokenText.Shown(token ?? ""), address?.ToString() ?? "?");
            return Again("token");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, entry.Name), new(HashClaim, entry.Hash)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        return TypedResults.LocalRedirect(path);

        RedirectHttpResult Again(string wrong) =>
            TypedResults.LocalRedirect($"{Path}{QueryString.Create("wrong", wrong).Add(ReturnTo, path)}");
    }

    private static async Task<RedirectHttpResult> SignOutAsync([FromForm] string? returnTo, HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(LocalPath(returnTo));
    }
}
