using System.Text.Json;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class CustomContextTests
{
    [Fact]
    public void ToString_is_JSON_of_the_same_map_for_any_context() => Sample.Context.ShouldAll(context =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(context.ToString())!.SequenceEqual(context));

    [Fact]
    public void ToString_keeps_the_order_of_first_setting_and_the_documented_spaces() =>
        Assert.Equal("""{"trace_id": "root-abc", "experiment": "v1"}""", Given.Context(("trace_id", "root-abc"), ("experiment", "v1")).ToString());

    [Fact]
    public void ToString_escapes_quotes_and_keeps_other_scripts_readable() =>
        Assert.Equal("""{"key": "a \"b\" \\ \t 语言"}""", Given.Context(("key", "a \"b\" \\ \t 语言")).ToString());

    [Fact]
    public void Equality_asks_for_keys_and_values_and_not_for_order_or_origin()
    {
        var context = Given.Context(("a", "1"), ("b", "2"));
        var same = ContextMerge.Apply(CustomContext.Empty, [("b", "2"), ("a", "1")], ContextOrigin.Scope(null, "Scope.cs", 1));

        Assert.True(context.Equals((object)same));
        Assert.Equal(context.GetHashCode(), same.GetHashCode());
        Assert.False(context.Equals(Given.Context(("a", "1"), ("b", "3"))));
        Assert.False(context.Equals(Given.Context(("a", "2"), ("b", "1"))));
        Assert.False(context.Equals(Given.Context(("a", "1"), ("c", "2"))));
        Assert.False(context.Equals(Given.Context(("a", "1"))));
        Assert.False(context.Equals((CustomContext?)null));
    }

    // Below thirteen keys a scan, from there on an index.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(64)]
    public void Every_way_to_read_agrees_at_every_size(int keys)
    {
        var expected = Enumerable.Range(0, keys).ToDictionary(number => $"key{number}", number => $"value {number}");
        var context = Given.Context([.. expected.Select(entry => (ContextChange)entry)]);

        Assert.Equal(keys, context.Count);
        Assert.Equal(expected, context.ToDictionary());
        Assert.Equal(expected.Keys, context.Keys);
        Assert.Equal(expected.Values, context.Values);
        Assert.All(expected, entry => Assert.Equal((entry.Value, true), (context[entry.Key], context.ContainsKey(entry.Key))));
        Assert.False(context.TryGetValue("other", out var none));
        Assert.Null(none);
        Assert.False(context.ContainsKey("KEY0"));
        Assert.Throws<ContextKeyNotFoundException>(() => context["other"]);
    }

    [Fact]
    public void Lists_that_it_gives_out_are_not_its_own_arrays()
    {
        var context = ContextMerge.Apply(Given.Context(("a", "1"), ("b", "1")), [CustomContext.Without("b")], Given.ByAda);

        Assert.IsNotType<ContextEntry[]>(context.Entries);
        Assert.IsNotType<ContextEntry[]>(context.Removed);
        Assert.Throws<NotSupportedException>(() => ((IList<ContextEntry>)context.Entries)[0] = context.Removed[0]);
    }

    [Fact]
    public void Missing_key_of_an_empty_context_says_that_it_is_empty()
    {
        var error = Assert.Throws<ContextKeyNotFoundException>(() => CustomContext.Empty["trace_id"]);

        Assert.Equal("trace_id", error.Key);
        Assert.Contains("Nobody set it. The context is empty.", error.Message, StringComparison.Ordinal);
        Assert.Contains("WithRunContext", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_as_a_key_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => CustomContext.Empty[null!]);
        Assert.Throws<ArgumentNullException>(() => CustomContext.Empty.ContainsKey(null!));
    }
}
