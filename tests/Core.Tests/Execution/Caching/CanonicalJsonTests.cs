using System.Text;
using System.Text.Json;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution.Caching;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("0.001E3", "1")]
    [InlineData("1500", "15e2")]
    [InlineData("-0.25", "-25e-2")]
    [InlineData("0", "0")]
    [InlineData("-0.000e99", "0")]
    [InlineData("123456789012345678901234567890", "12345678901234567890123456789e1")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("1e999999999999999999999", "1e999999999999999999999")]
    [InlineData("10e999999999999999999999", "1e1000000000000000000000")]
    [InlineData("0.1e-99999999999999999", "1e-100000000000000000")]
    public void Number_has_one_spelling(string written, string expected) => Assert.Equal(expected, Of(written));

    [Theory]
    [InlineData("""{ "b" : [ 1 , true ] , "a" : null }""", """{"a":null,"b":[1,true]}""")]
    [InlineData("""{"\u0061":"\/\u00e9\u0022\n\u007f"}""", "{\"a\":\"/é\\\"\\u000a\u007f\"}")]
    [InlineData("""{"ab":1,"a":2,"B":3,"":4}""", """{"":4,"B":3,"a":2,"ab":1}""")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("[[],{}]", "[[],{}]")]
    public void Value_has_one_text(string written, string expected) => Assert.Equal(expected, Of(written));

    [Theory]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":1,"b":0,"\u0061":2}""", """{"a":2,"b":0}""")]
    [InlineData("""{"a":{"x":1},"a":{"y":2,"y":3},"a":4}""", """{"a":4}""")]
    public void Of_members_of_one_name_the_last_counts(string written, string expected) => Assert.Equal(expected, Of(written));

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("[1,2]", "[12]")]
    [InlineData("""["a,b"]""", """["a","b"]""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":1,"b":1}""")]
    [InlineData("[[]]", "[]")]
    [InlineData("{}", "[]")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("\"é\"", "\"e\u0301\"")]
    public void Different_values_have_different_texts(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Text_that_is_no_Unicode_stands_as_it_was_written()
    {
        Assert.Equal("""!"\ud800" """.TrimEnd(), Of("""  "\ud800" """));
        Assert.NotEqual(Of("""["\ud800"]"""), Of("""["\ud801"]"""));
        Assert.NotEqual(Of("""["\ud800"]"""), Of("""["\\ud800"]"""));
        Assert.Equal("!\""u8.ToArray(), CanonicalJson.Of([.. "\""u8, 0xFF, .. "\""u8])[..2]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("[01]")]
    [InlineData("tru")]
    public void What_is_no_JSON_is_refused(string written) => Assert.ThrowsAny<JsonException>(() => Of(written));

    private static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));
}
