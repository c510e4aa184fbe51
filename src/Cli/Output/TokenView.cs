using System.Text.Json;
using Undercurrent.Web.Access;

namespace Undercurrent.Cli.Output;

/// <summary>A token of a tokens file as it is shown; not even its hash is.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is refused; absent for never.</param>
/// <param name="IsExpired">Whether it is refused by now.</param>
internal sealed record TokenView(string Name, IReadOnlyList<string> Scopes, DateTimeOffset Created, DateTimeOffset? Expires, bool IsExpired)
{
    public static TokenView Of(TokenEntry entry, DateTimeOffset now) => new(
        entry.Name, [.. entry.Scopes.Select(scope => JsonNamingPolicy.CamelCase.ConvertName(scope.ToString()))], entry.Created, entry.Expires, entry.IsExpired(now));
}
