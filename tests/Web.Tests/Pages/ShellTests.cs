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
}
