using System.Net.Http.Headers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Api;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Access;

/// <summary>Finds out who asks, and refuses what they may not. Routes that say nothing of their scope need <see cref="AccessScope.Read"/>.</summary>
/// <remarks>
/// Without tokens: anybody, by a name of this machine itself, and no other site's page. With tokens: a bearer token, which no
/// browser sends by itself; or the cookie of the sign-in, and then changes need the page's antiforgery token too.
/// </remarks>
internal sealed class AccessMiddleware(RequestDelegate next, Tokens tokens, FailureLimit limit, IAntiforgery antiforgery, ILogger<AccessMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var caller = tokens.AreUsed ? await FindCallerAsync(context) : Anybody(context);
        context.Features.Set(caller);
        var needed = Needed(context);
        if (caller.Scope >= needed)
        {
            await next(context);
        }
        else if (caller.Scope != AccessScope.None)
        {
            throw new ProblemException(ProblemKinds.MissingScope, $"The token '{caller.Name}' has the scope {EnumWords<AccessScope>.Of(caller.Scope)}; this needs {EnumWords<AccessScope>.Of(needed)}.")
            {
                Next = "Use a token with that scope: undercurrent token new --scope …",
            };
        }
        else if (WebPaths.IsApi(context.Request))
        {
            throw new ProblemException(ProblemKinds.Unauthenticated, "The request has no token.") { Next = "Send the header Authorization: Bearer uc_…" };
        }
        else
        {
            context.Response.Redirect(SignIn.PathTo(context.Request));
        }
    }

    private static Caller Anybody(HttpContext context)
    {
        SiteCheck.RequireLoopbackHost(context.Request);
        SiteCheck.RequireSameSite(context.Request);
        return Caller.Anybody;
    }

    private static AccessScope Needed(HttpContext context) => context.GetEndpoint() is not { } endpoint
        ? WebPaths.IsApi(context.Request) ? AccessScope.Read : AccessScope.None
        : endpoint.Metadata.GetMetadata<NeededScope>()?.Scope
            ?? (context.Request.Path.StartsWithSegments(WebPaths.Assets) ? AccessScope.None : AccessScope.Read);

    private async Task<Caller> FindCallerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return OfHeader(context, header);
        }

        if (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme) is not { Succeeded: true, Principal: { } signedIn }
            || SignIn.EntryOf(signedIn, tokens) is not { } entry)
        {
            return Caller.Nobody;
        }

        context.User = signedIn;
        await RequireAntiforgeryAsync(context);
        return entry.Caller;
    }

    // Looked at before the token is: a limit that a right token lifts would be none for who tries them.
    private Caller OfHeader(HttpContext context, string header)
    {
        var address = context.Connection.RemoteIpAddress;
        RefuseIfLimited(limit, context);
        var token = AuthenticationHeaderValue.TryParse(header, out var value) && string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase) ? value.Parameter : null;
        if (token is not null && tokens.Find(token) is { } entry)
        {
            return entry.Caller;
        }

        limit.Note(address);
        WebLog.TokenRefused(log, token is null ? "(no bearer token)" : TokenText.Shown(token), address?.ToString() ?? "?");
        throw new ProblemException(ProblemKinds.Unauthenticated, token is null ? "The Authorization header is not 'Bearer' and a token." : "The token is unknown, revoked or expired.")
        {
            Next = token is null ? "Send the header Authorization: Bearer uc_…" : "Ask who runs the server for a new one: undercurrent token new.",
        };
    }

    public static void RefuseIfLimited(FailureLimit limit, HttpContext context)
    {
        if (limit.WaitOf(context.Connection.RemoteIpAddress) is { } wait)
        {
            throw new ProblemException(ProblemKinds.TooManyFailures, $"This address sent {FailureLimit.Most} wrong tokens within a minute; its tokens are not looked at for another {Math.Ceiling(wait.TotalSeconds)} seconds.")
            {
                RetryAfter = wait,
            };
        }
    }

    // Forms are checked by the antiforgery middleware, which knows them by their endpoint; scripts send the token in a header.
    private async Task RequireAntiforgeryAsync(HttpContext context)
    {
        if (SiteCheck.IsSafe(context.Request))
        {
            return;
        }

        SiteCheck.RequireSameSite(context.Request);
        if (WebPaths.IsApi(context.Request) && !await antiforgery.IsRequestValidAsync(context))
        {
            throw new ProblemException(ProblemKinds.CrossSite, "The change comes with the sign-in's cookie and without the page's antiforgery token.")
            {
                Next = "Programs send a token instead: Authorization: Bearer uc_…",
            };
        }
    }
}
