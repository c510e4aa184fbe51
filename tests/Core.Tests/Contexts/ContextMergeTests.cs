using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextMergeTests
{
    private static readonly ContextOrigin Scope = ContextOrigin.Scope(action: null, "Scope.cs", 3);

    [Fact]
    public void Override_keeps_the_keys_place_and_a_new_key_comes_last() =>
        Assert.Equal(
            """{"a": "1", "b": "new", "c": "1", "d": "new"}""",
            ContextMerge.Apply(Given.Context(("a", "1"), ("b", "1"), ("c", "1")), [("b", "new"), ("d", "new")], Scope).ToString());

    [Fact]
    public void Of_two_changes_for_one_key_the_later_wins_and_the_first_was_never_seen()
    {
        var entry = ContextMerge.Apply(Given.Context(("a", "base")), [("a", "first"), ("a", "second")], Scope).FindEntry("a")!;

        Assert.Equal(("second", "base"), (entry.Value, entry.Overrode?.Value));
    }

    [Fact]
    public void Override_remembers_one_step_back_and_no_chain()
    {
        var once = ContextMerge.Apply(Given.Context(("a", "base")), [("a", "once")], Scope);
        var entry = ContextMerge.Apply(once, [("a", "twice")], ContextOrigin.Scope(null, "Scope.cs", 4)).FindEntry("a")!;

        Assert.Equal(("once", Scope), (entry.Overrode?.Value, entry.Overrode?.Origin));
        Assert.Null(entry.Overrode?.Overrode);
    }

    [Fact]
    public void Removal_of_a_key_that_is_not_there_leaves_no_trace()
    {
        var merged = ContextMerge.Apply(Given.Context(("a", "1")), [CustomContext.Without("b")], Scope);

        Assert.Equal("""{"a": "1"}""", merged.ToString());
        Assert.Empty(merged.Removed);
    }

    [Fact]
    public void Removed_key_that_is_set_again_is_no_longer_among_the_removed()
    {
        var removed = ContextMerge.Apply(Given.Context(("a", "1")), [CustomContext.Without("a")], Scope);
        var again = ContextMerge.Apply(removed, [("a", "2")], Scope);

        Assert.Equal(("a", "1", Scope), (removed.Removed[0].Key, removed.Removed[0].Value, removed.Removed[0].Origin));
        Assert.Empty(again.Removed);
        Assert.Equal("""{"a": "2"}""", again.ToString());
    }

    [Fact]
    public void Removed_keys_are_remembered_up_to_the_limit_and_the_latest_stay()
    {
        var context = CustomContext.Empty.WithLimits(new ContextLimits { MaxKeys = 3 });
        for (var number = 0; number < 10; number++)
        {
            context = ContextMerge.Apply(context, [($"key{number}", "x")], Scope);
            context = ContextMerge.Apply(context, [CustomContext.Without($"key{number}")], Scope);
        }

        Assert.Equal(["key7", "key8", "key9"], context.Removed.Select(entry => entry.Key));
    }

    [Fact]
    public void Shrinking_is_allowed_where_the_limits_are_narrower_than_what_is_there()
    {
        var over = Given.Context(("a", "1"), ("b", "1"), ("c", "1")).WithLimits(new ContextLimits { MaxKeys = 1 });

        Assert.Equal(2, ContextMerge.Apply(over, [CustomContext.Without("a")], Scope).Count);
        Assert.Equal(3, ContextMerge.Apply(over, [("a", "2")], Scope).Count);
        Assert.Throws<ContextLimitException>(() => ContextMerge.Apply(over, [("d", "1")], Scope));
    }

    [Fact]
    public void Error_of_size_names_the_key_of_this_scope_that_weighs_most()
    {
        var context = Given.Context(("inherited", new string('x', 5000)));

        var error = Assert.Throws<ContextLimitException>(() => ContextMerge.Apply(context, [("small", "x"), ("large", new string('x', 4000)), CustomContext.Without("y")], Scope));

        Assert.Equal("large", error.Key);
    }
}
