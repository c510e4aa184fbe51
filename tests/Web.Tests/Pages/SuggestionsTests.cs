namespace Undercurrent.Web.Pages;

public class SuggestionsTests
{
    private static readonly SuggestionSource Source = new()
    {
        Fields = ["state:", "task:", "ctx."],
        States = ["running", "failed"],
        Tasks = ["shop.order", "shop.item"],
        Context = [("region", "eu west"), ("region", "us"), ("api_token", SensitiveKeys.Mask)],
    };

    [Theory]
    [InlineData("", "state:|task:|ctx.")]
    [InlineData("state:failed ta", "task:")]
    [InlineData("state:", "state:running|state:failed")]
    [InlineData("task:shop.i", "task:shop.item")]
    [InlineData("ctx.re", "ctx.region=")]
    [InlineData("ctx.region=", "ctx.region=\"eu west\"|ctx.region=us")]
    [InlineData("ctx.api_token=", "")]
    public void Last_word_of_a_query_may_become(string text, string expected) => Assert.Equal(expected, string.Join('|', Suggestions.Of(text, Source)));
}
