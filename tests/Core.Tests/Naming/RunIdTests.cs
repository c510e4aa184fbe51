using System.Text.Json;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Naming;

public sealed class RunIdTests
{
    [Fact]
    public void Any_id_comes_back_from_its_text_and_its_JSON() => (
        from first in Gen.Elements("abcXYZ019".ToCharArray())
        from rest in Gen.Elements("abcXYZ019._-".ToCharArray()).ArrayOf()
        select first + new string(rest)[..Math.Min(rest.Length, 63)]).ShouldAll(text =>
        RunId.Parse(text).Value == text && RunId.Parse(text).ToString() == text
        && JsonSerializer.Deserialize<RunId>(JsonSerializer.Serialize(RunId.Parse(text))) == RunId.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("-flag")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Text_that_is_no_id_is_refused_and_the_error_says_what_one_is(string text)
    {
        Assert.False(RunId.TryParse(text, out _));
        Assert.Contains("1 to 64 characters", Assert.Throws<FormatException>(() => RunId.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_id_is_taken() => Assert.Equal(64, RunId.Parse(new string('a', 64)).Value.Length);

    [Fact]
    public void Default_names_no_run()
    {
        Assert.Equal("", default(RunId).Value);
        Assert.False(RunId.TryParse(null, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Ids_differ_in_letter_case() => Assert.NotEqual(RunId.Parse("run"), RunId.Parse("Run"));
}
