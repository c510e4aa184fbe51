using System.Text.Json;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Naming;

public sealed class ActionIdTests
{
    [Fact]
    public void Any_id_comes_back_from_its_text_and_its_JSON() => Sample.ActionId.ShouldAll(id =>
        ActionId.Parse(id.ToString()) == id && JsonSerializer.Deserialize<ActionId>(JsonSerializer.Serialize(id)) == id);

    [Fact]
    public void Any_id_has_the_documented_form() => Sample.ActionId.ShouldAll(id =>
    {
        var parts = id.ToString().Split('-');
        return parts[0].Length == 26 && parts[0].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && parts.Length == (id.Ordinal == 0 ? 1 : 2);
    });

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0000000000000000000000001")]
    [InlineData("000000000000000000000000011")]
    [InlineData("8zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("0000000000000000000000000I")]
    [InlineData("0000000000000000000000000u")]
    [InlineData("00000000000000000000000001-")]
    [InlineData("00000000000000000000000001-0")]
    [InlineData("00000000000000000000000001--1")]
    [InlineData("00000000000000000000000001-1-1")]
    [InlineData("00000000000000000000000001-99999999999")]
    [InlineData("00000000000000000000000001- 1")]
    public void Text_that_is_no_id_is_refused_and_the_error_shows_one(string text)
    {
        Assert.False(ActionId.TryParse(text, out _));
        var message = Assert.Throws<FormatException>(() => ActionId.Parse(text)).Message;
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.Contains("0000000000000000000000001a", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_and_wrong_JSON_are_refused()
    {
        Assert.False(ActionId.TryParse(null, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ActionId>("\"no id\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ActionId>("7"));
    }

    [Fact]
    public void Largest_id_comes_back() => Assert.Equal("7zzzzzzzzzzzzzzzzzzzzzzzzz", ActionId.Parse("7zzzzzzzzzzzzzzzzzzzzzzzzz").ToString());
}
