using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Cli.Errors;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Inputs;

public sealed class InputParsingTests
{
    [Fact]
    public void Key_and_value_come_back_whatever_the_value() => Prop.ForAll<NonNull<string>, NonNull<string>>((key, value) =>
    {
        var name = key.Get.Replace("=", "", StringComparison.Ordinal);
        return name.Length == 0 || KeyValue.Parse($"{name}={value.Get}", "x", "x") == (name, value.Get);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("=value")]
    public void Text_without_a_key_is_refused(string text) => Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => KeyValue.Parse(text, "--context", "-c a=b")).ExitCode);

    [Fact]
    public void Key_that_is_given_twice_is_told_without_its_values()
    {
        var message = Assert.Throws<CommandException>(() => KeyValue.ParseAll(["password=hunter2", "password=hunter3"], "--context", "-c a=b")).Message;

        Assert.Equal("--context 'password' is given twice.", message);
    }

    [Fact]
    public void Value_without_a_key_is_not_told() =>
        Assert.DoesNotContain("hunter2", Assert.Throws<CommandException>(() => KeyValue.Parse("=hunter2", "--context", "-c a=b")).Message, StringComparison.Ordinal);

    [Fact]
    public void Line_of_a_context_file_that_may_be_the_rest_of_a_value_is_not_told()
    {
        var message = Assert.Throws<CommandException>(() => ContextFile.Parse("password=begin\nhunter2", "file")).Message;

        Assert.Contains("file, line 2, has no '='", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData("30", 30_000)]
    public void Duration_is_read_as_people_write_it(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("1w")]
    [InlineData("1m30")]
    [InlineData("1..5s")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999d")]
    public void No_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Duration_of_any_text_is_an_answer_and_no_exception() => Prop.ForAll<NonNull<string>>(text =>
    {
        _ = DurationText.TryParse(text.Get, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_for_a_text_input_stays_as_it_is() => Prop.ForAll<NonNull<string>>(text =>
        InputValues.ReadOne(Input("""{"type":"string"}"""), text.Get)!.GetValue<string>() == text.Get).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"type":"integer"}""", false, "3", "3")]
    [InlineData("""{"type":["string","null"]}""", true, "null", null)]
    [InlineData("""{"type":["string","null"]}""", false, "null", "\"null\"")]
    [InlineData("""{"type":["string","null"]}""", true, "3", "\"3\"")]
    [InlineData("""{"type":"array"}""", false, "[1, 2]", "[1,2]")]
    [InlineData("""{"type":["object","null"]}""", true, "{\"a\":1}", "{\"a\":1}")]
    [InlineData("""{"enum":["Red","Green"]}""", false, "Red", "\"Red\"")]
    [InlineData("""{"type":["string","number"]}""", false, "2.5", "2.5")]
    [InlineData("""{"type":["string","number"]}""", false, "NaN", "\"NaN\"")]
    [InlineData("true", false, "text", "\"text\"")]
    [InlineData("true", false, "{\"a\":1}", "{\"a\":1}")]
    public void Value_is_json_where_the_schema_is(string schema, bool acceptsNull, string text, string? json) =>
        Assert.Equal(json, InputValues.ReadOne(Input(schema, acceptsNull), text)?.ToJsonString());

    [Theory]
    [InlineData("""{"type":"integer"}""", "x")]
    [InlineData("""{"type":"integer"}""", "\"3\"")]
    [InlineData("""{"type":"object"}""", "{\"a\":1,\"a\":2}")]
    [InlineData("""{"type":"boolean"}""", "1")]
    public void Value_of_another_kind_is_refused_with_the_schema(string schema, string text)
    {
        var error = Assert.Throws<CommandException>(() => InputValues.ReadOne(Input(schema), text));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(schema, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": 1}", "context values are texts")]
    [InlineData("{\"a\": \"1\", \"a\": \"2\"}", "there twice")]
    [InlineData("{\"a\": ", "is none")]
    [InlineData("a=1\na=2", "line 2: the key 'a' is there twice")]
    [InlineData("a=1\n\n# x\noops", "line 4")]
    public void Context_file_with_an_error_says_where(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<CommandException>(() => ContextFile.Parse(text, "file")).Message, StringComparison.Ordinal);

    private static InputJson Input(string schema, bool acceptsNull = false) => new("x", "T", acceptsNull, JsonDocument.Parse(schema).RootElement);
}
