namespace Undercurrent.Web.Pages;

/// <summary>Where a form may lead back to: never to another site.</summary>
internal static class LocalPath
{
    /// <summary>The path, or <c>/</c> for what isn't one of this server.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] && path.Length <= 4000 && !path.AsSpan().ContainsAny('\\', '\r', '\n') && (path.Length == 1 || path[1] != '/') ? path : "/";
}
