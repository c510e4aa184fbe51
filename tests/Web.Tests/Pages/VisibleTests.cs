namespace Undercurrent.Web.Pages;

public class VisibleTests
{
    [Theory]
    [InlineData("plain, ünïcode 日本 😀\tand\nlines", "plain, ünïcode 日本 😀\tand\nlines")]
    [InlineData("eu\u200B", "eu\\u200b")]
    [InlineData("\u202Eflow", "\\u202eflow")]
    [InlineData("a\u0000\u001B[31m", "a\\u0000\\u001b[31m")]
    [InlineData("👩\u200D🚀", "👩\u200D🚀")]
    public void Character_that_hides_or_turns_text_is_shown_as_an_escape(string text, string shown) => Assert.Equal(shown, Visible.Text(text));
}
