using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Pages;

public class ShellTests
{
    [Theory]
    [InlineData("plain-1.2_3", "plain-1.2_3")]
    [InlineData("", "''")]
    [InlineData("state:failed age<24h", "'state:failed age<24h'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(rm -rf /)", "'$(rm -rf /)'")]
    [InlineData("~", "'~'")]
    [InlineData("a\nb", "'a\nb'")]
    public void Word_with_meaning_for_a_shell_is_quoted(string text, string expected) => Assert.Equal(expected, Shell.Quote(text));

    [Fact]
    public void Command_quotes_each_argument() => Assert.Equal("undercurrent runs list 'state:failed task:x'", Shell.Command("runs", "list", "state:failed task:x"));

    [Theory]
    [InlineData("http", "127.0.0.1:8520", "undercurrent doctor")]
    [InlineData("http", "localhost:8520", "undercurrent doctor")]
    [InlineData("https", "localhost:8520", "undercurrent doctor --server https://localhost:8520")]
    [InlineData("http", "127.0.0.1:8731", "undercurrent doctor --server http://127.0.0.1:8731")]
    [InlineData("http", "[::1]:8520", "undercurrent doctor --server 'http://[::1]:8520'")]
    public void Command_names_the_server_unless_it_is_asked_anyway(string scheme, string host, string expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString(host));

        Assert.Equal(expected, Shell.At(request, "undercurrent doctor"));
    }
}
