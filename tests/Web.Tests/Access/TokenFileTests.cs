using Undercurrent.Web.Support;

namespace Undercurrent.Web.Access;

public sealed class TokenFileTests
{
    [Fact]
    public void File_reads_what_was_written()
    {
        using var file = TokensFile.Make(expires: DateTimeOffset.UnixEpoch);

        var entries = TokenFile.Read(file.Path);

        Assert.Equal(["read", "run", "admin"], entries.Select(entry => entry.Name));
        Assert.Equal([AccessScope.Read], entries[0].Scopes);
        Assert.Equal(DateTimeOffset.UnixEpoch, entries[0].Expires);
        Assert.DoesNotContain(file.Tokens[AccessScope.Read], File.ReadAllText(file.Path), StringComparison.Ordinal);
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public void File_is_for_its_owner_alone()
    {
        using var file = TokensFile.Make();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        Assert.Contains("chmod 600", Assert.Throws<TokenFileException>(() => TokenFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "must be an array")]
    [InlineData("[", "no valid JSON")]
    [InlineData("[1]", "Token 1 is no object")]
    [InlineData("""[{"name":"a b","hash":"sha256:00","scopes":["read"]}]""", "the name 'a b'")]
    [InlineData("""[{"name":"ci","hash":"sha256:00","scopes":["read"]}]""", "its hash is not")]
    [InlineData("""[{"name":"ci","hash":"uc_secret","scopes":[]}]""", "its scopes are not")]
    [InlineData("""[{"name":"ci","hash":"","scopes":["write"]}]""", "\"write\" is no scope")]
    [InlineData("""[{"name":"ci","hash":"","scopes":["none"]}]""", "\"none\" is no scope")]
    [InlineData("""[{"name":"ci","hash":"","scopes":["read"],"expires":"soon"}]""", "which is no time")]
    [InlineData("""[{"name":"ci","hash":"","scopes":["read"],"scope":1}]""", "unknown member 'scope'")]
    public void File_that_is_wrong_says_what(string text, string words)
    {
        using var file = TokensFile.Make();
        File.WriteAllText(file.Path, text);

        var error = Assert.Throws<TokenFileException>(() => TokenFile.Read(file.Path));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_a_file_are_told()
    {
        using var file = TokensFile.Make();
        var hash = TokenText.HashOf("uc_x");
        File.WriteAllText(file.Path, $$"""
            [
              { "name": "a", "hash": "{{hash}}", "scopes": ["read"] }, { "name": "a", "hash": "{{hash}}", "scopes": ["run"] },
              { "name": "b", "hash": "none", "scopes": ["wrong"] }
            ]
            """);

        Assert.Equal(4, Assert.Throws<TokenFileException>(() => TokenFile.Read(file.Path)).Errors.Count);
    }

    [Fact]
    public void Link_to_a_file_stays_one_when_it_is_written()
    {
        using var file = TokensFile.Make();
        var link = $"{file.Path}.link";
        File.CreateSymbolicLink(link, file.Path);

        TokenFile.Write(link, []);

        Assert.Equal(file.Path, new FileInfo(link).LinkTarget);
        Assert.Empty(TokenFile.Read(file.Path));
    }

    [Fact]
    public void Token_has_its_form_and_is_another_each_time()
    {
        Assert.Matches("^uc_[A-Za-z0-9_-]{43}$", TokenText.Make());
        Assert.NotEqual(TokenText.Make(), TokenText.Make());
    }
}
