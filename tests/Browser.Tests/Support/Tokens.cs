using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Browser;

/// <summary>A tokens file with one token that may run.</summary>
internal static class Tokens
{
    public static WebSettings In(DirectoryInfo folder, out string token)
    {
        var path = Path.Combine(folder.FullName, "tokens.json");
        token = TokenText.Make();
        TokenFile.Write(path, [new TokenEntry { Name = "ada", Hash = TokenText.HashOf(token), Scopes = [AccessScope.Run], Created = DateTimeOffset.UnixEpoch }]);
        return new WebSettings { TokensFile = path };
    }
}
