namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextChangeTests
{
    [Fact]
    public void Tuple_and_pair_and_Set_make_the_same_change()
    {
        var set = ContextChange.Set("key", "value");

        Assert.Equal(set, ("key", "value"));
        Assert.Equal(set, KeyValuePair.Create("key", "value"));
        Assert.Equal(("key", "value", false, "key=value"), (set.Key, set.Value, set.IsRemoval, set.ToString()));
    }

    [Fact]
    public void Without_makes_a_removal()
    {
        var removal = CustomContext.Without("key");

        Assert.Equal(("key", null, true, "key removed"), (removal.Key, removal.Value, removal.IsRemoval, removal.ToString()));
    }

    [Fact]
    public void Null_value_is_refused_and_the_error_says_how_to_remove() =>
        Assert.Contains(
            "CustomContext.Without(\"key\")", Assert.Throws<ArgumentNullException>(() => ContextChange.Set("key", null!)).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_key_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => ContextChange.Set(null!, "value"));
        Assert.Throws<ArgumentNullException>(() => ContextChange.Remove(null!));
    }
}
