namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextHistoryTests
{
    private static readonly ContextOrigin Scope = ContextOrigin.Scope(null, "File.cs", 1);

    [Fact]
    public void Context_that_sets_and_removes_large_values_again_and_again_stays_small_on_the_wire()
    {
        var context = CustomContext.Empty;
        for (var number = 0; number < 64; number++)
        {
            context = ContextMerge.Apply(context, [($"key{number}", new string('x', 8000))], Scope);
            context = ContextMerge.Apply(context, [CustomContext.Without($"key{number}")], Scope);
        }

        Assert.InRange(ContextCodec.Encode(context).Length, 1, 3 * ContextLimits.Default.MaxBytes);
    }

    [Fact]
    public void Context_that_overrides_large_values_again_and_again_stays_small_on_the_wire_and_keeps_its_values()
    {
        var context = CustomContext.Empty;
        for (var number = 0; number < 64; number++)
        {
            context = ContextMerge.Apply(context, [($"key{number}", new string('x', 7000))], Scope);
            context = ContextMerge.Apply(context, [($"key{number}", $"{number}")], Scope);
        }

        Assert.InRange(ContextCodec.Encode(context).Length, 1, 3 * ContextLimits.Default.MaxBytes);
        Assert.Equal(Enumerable.Range(0, 64).Select(number => $"{number}"), context.Values);
        Assert.Contains(context.Entries, entry => entry.Overrode is not null);
    }

    [Fact]
    public void Key_that_one_scope_sets_and_removes_was_never_there()
    {
        var context = ContextMerge.Apply(CustomContext.Empty, [("key", "1"), CustomContext.Without("key")], Scope);

        Assert.Empty(context);
        Assert.Empty(context.Removed);
    }

    [Fact]
    public void Key_that_one_scope_overrides_and_removes_is_remembered_as_it_was_before()
    {
        var before = ContextMerge.Apply(CustomContext.Empty, [("key", "1")], Scope);
        var context = ContextMerge.Apply(before, [("key", "2"), CustomContext.Without("key")], Scope);

        Assert.Equal("1", Assert.Single(context.Removed).Value);
    }
}
