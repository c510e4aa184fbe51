using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Access;

/// <summary>Who asks, and what that allows.</summary>
/// <param name="Name">The token's name; null where no tokens are used.</param>
/// <param name="Scope">The largest scope that the token has.</param>
internal sealed record Caller(string? Name, AccessScope Scope)
{
    /// <summary>Without a tokens file: whoever reaches the port may do all.</summary>
    public static readonly Caller Anybody = new(null, AccessScope.Admin);

    public static readonly Caller Nobody = new(null, AccessScope.None);

    /// <summary>The scopes as the contract names them, the smallest first.</summary>
    public IReadOnlyList<string> Scopes => [.. Enum.GetValues<AccessScope>().Where(scope => scope != AccessScope.None && scope <= Scope).Select(EnumWords<AccessScope>.Of)];

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Nobody;

    /// <summary>Who launches, for a run's record: <c>ci via HTTP</c>, or by the address where no tokens are used.</summary>
    public static string LaunchedBy(HttpContext context) =>
        (Of(context).Name ?? context.Connection.RemoteIpAddress?.ToString()) is { } who ? $"{who} via HTTP" : "HTTP";
}
