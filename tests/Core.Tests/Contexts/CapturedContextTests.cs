using System.Text.Json;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class CapturedContextTests
{
    private const string Origin = """{"Kind":0,"LaunchedBy":"ada","RunId":null,"ActionId":null,"Task":null,"File":null,"Line":0}""";

    [Fact]
    public void Any_context_comes_back_from_its_JSON_with_its_origins() => Sample.Context.ShouldAll(context =>
    {
        var read = CapturedContext.FromJson(new CapturedContext(context).ToJson()).Context;
        return read.Entries.SequenceEqual(context.Entries) && read.Removed.SequenceEqual(context.Removed)
            && read.SizeInBytes == context.SizeInBytes && read.Packed.SequenceEqual(context.Packed);
    });

    [Fact]
    public void Captured_context_is_a_member_that_JSON_can_write_and_read()
    {
        var message = JsonSerializer.Deserialize<Message>(JsonSerializer.Serialize(new Message("hello", new CapturedContext(Given.Context(("key", "x"))))));

        Assert.Equal("""{"key": "x"}""", message?.Context.Context.ToString());
    }

    [Fact]
    public void Context_wider_than_the_default_limits_is_read_and_entered_where_nothing_else_is_set()
    {
        var wide = new ContextLimits { MaxBytes = 60_000 };
        var context = ContextMerge.Apply(CustomContext.Empty.WithLimits(wide), [("large", new string('x', 20_000))], Given.ByAda);
        var json = new CapturedContext(context).ToJson();

        using (CapturedContext.FromJson(json, wide).Enter())
        {
            Assert.Equal(20_000, CustomContext.Current["large"].Length);
        }

        var message = JsonSerializer.Deserialize<Message>(JsonSerializer.Serialize(new Message("hello", new CapturedContext(context))));
        Assert.Equal(20_000, message?.Context.Context["large"].Length);
    }

    [Fact]
    public void Context_wider_than_the_limits_that_hold_is_refused_on_entering()
    {
        var wide = new ContextLimits { MaxBytes = 60_000 };
        var captured = new CapturedContext(ContextMerge.Apply(CustomContext.Empty.WithLimits(wide), [("large", new string('x', 20_000))], Given.ByAda));
        using var narrow = CustomContext.BeginScope(("key", "x"));

        Assert.Throws<ContextLimitException>(() => captured.Enter());
    }

    [Fact]
    public void Enter_shows_exactly_what_was_captured_and_Dispose_brings_back_what_was_there()
    {
        var captured = new CapturedContext(Given.Context(("key", "captured")));
        using (CustomContext.BeginScope(("key", "here"), ("other", "x")))
        {
            using (captured.Enter())
            {
                Assert.Same(captured.Context, CustomContext.Current);
            }

            Assert.Equal("""{"key": "here", "other": "x"}""", CustomContext.Current.ToString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("""{"Version":2,"Entries":[],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":null,"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[null],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[],"Removed":[null]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":null}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":null,"Origin":ORIGIN}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":null,"Value":"1","Origin":ORIGIN}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":ORIGIN},{"Key":"a","Value":"2","Origin":ORIGIN}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":ORIGIN,"Overrode":{"Key":"a","Value":"0","Origin":null}}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":ORIGIN,"Overrode":{"Key":"b","Value":"0","Origin":ORIGIN}}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[],"Removed":[{"Key":"a","Value":"1","Origin":null}]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":{"Kind":0,"RunId":"not a run id"}}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"1","Origin":{"Kind":0,"RunId":5}}],"Removed":[]}""")]
    public void Text_that_is_no_captured_context_is_a_FormatException(string text) =>
        Assert.Throws<FormatException>(() => CapturedContext.FromJson(text.Replace("ORIGIN", Origin, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"Version":1,"Entries":[{"Key":"two words","Value":"1","Origin":ORIGIN}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[{"Key":"a","Value":"\u0007","Origin":ORIGIN}],"Removed":[]}""")]
    [InlineData("""{"Version":1,"Entries":[],"Removed":[{"Key":"two words","Value":"1","Origin":ORIGIN}]}""")]
    public void Text_that_breaks_a_rule_of_keys_or_values_is_refused(string text) =>
        Assert.Throws<ContextLimitException>(() => CapturedContext.FromJson(text.Replace("ORIGIN", Origin, StringComparison.Ordinal)));

    [Fact]
    public void Text_is_held_against_the_limits_that_are_given()
    {
        var text = new CapturedContext(Given.Context(("a", "1"), ("b", "2"))).ToJson();

        Assert.Throws<ContextLimitException>(() => CapturedContext.FromJson(text, new ContextLimits { MaxKeys = 1 }));
        Assert.Equal(2, CapturedContext.FromJson(text, new ContextLimits { MaxKeys = 2 }).Context.Count);
    }

    private sealed record Message(string Text, CapturedContext Context);
}
