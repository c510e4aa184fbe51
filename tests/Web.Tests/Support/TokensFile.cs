using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Support;

/// <summary>A tokens file with one token of each scope, named after it.</summary>
internal sealed class TokensFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-tokens-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "tokens.json");

    public WebSettings Settings => new() { TokensFile = Path };

    public Dictionary<AccessScope, string> Tokens { get; } = new()
    {
        [AccessScope.Read] = TokenText.Make(),
        [AccessScope.Run] = TokenText.Make(),
        [AccessScope.Admin] = TokenText.Make(),
    };

    public static TokensFile Make(DateTimeOffset? expires = null)
    {
        var file = new TokensFile();
        TokenFile.Write(file.Path, [.. file.Tokens.Select(token => new TokenEntry
        {
            Name = token.Key.ToString().ToLowerInvariant(),
            Hash = TokenText.HashOf(token.Value),
            Scopes = [token.Key],
            Created = DateTimeOffset.UnixEpoch,
            Expires = expires,
        })]);
        return file;
    }

    public void Rewrite(Func<TokenEntry, TokenEntry?> change) =>
        TokenFile.Write(Path, [.. TokenFile.Read(Path).Select(change).OfType<TokenEntry>()]);

    public void Dispose() => _folder.Delete(recursive: true);
}
