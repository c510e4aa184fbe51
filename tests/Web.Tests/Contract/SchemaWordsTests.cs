using System.Text.Json;
using Undercurrent.Web.Pages;

namespace Undercurrent.Web.Contract;

public sealed class SchemaWordsTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "integer")]
    [InlineData("""{"type":["integer","null"]}""", "integer or null")]
    [InlineData("""{"type":["string","integer"],"pattern":"^-?[0-9]+$"}""", "integer")]
    [InlineData("""{"type":"string","format":"date-time"}""", "text (date-time)")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{"type":"string"}}}""", "list of list of text")]
    [InlineData("""{"type":["array","null"],"items":{"type":["string","null"]}}""", "list of (text or null) or null")]
    [InlineData("""{"type":"object","additionalProperties":{"type":["number","null"]}}""", "object of (number or null)")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", "object of number")]
    [InlineData("""{"type":["object","null"],"properties":{"name":{"type":"string"},"steps":{"type":"integer"}}}""", "object (name, steps) or null")]
    [InlineData("""{"enum":["spring","summer",null]}""", "'spring', 'summer' or null")]
    [InlineData("""{"anyOf":[{"type":"number"},{"enum":["NaN"]}]}""", "number")]
    [InlineData("true", "any JSON")]
    [InlineData("{}", "any JSON")]
    public void Schema_is_said_in_words(string schema, string words) => Assert.Equal(words, SchemaWords.Of(JsonDocument.Parse(schema).RootElement));

    [Fact]
    public void Task_is_said_without_names_of_dot_net()
    {
        Assert.Equal("integer", SchemaWords.Of(PageTasks.Typed.ResultSchema));
        Assert.Equal(["integer", "number or null"], [InputFields.Of(PageTasks.Typed)[0].Type, InputFields.Of(PageTasks.Typed)[2].Type]);
    }
}
