using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Contexts;

public sealed class ContextLimitsTests
{
    [Fact]
    public void Defaults_are_those_of_W3C_baggage() => Assert.Equal((64, 8192), (ContextLimits.Default.MaxKeys, ContextLimits.Default.MaxBytes));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Number_of_keys_outside_its_range_is_refused(int keys) =>
        Assert.Contains("1 to 1,024", Assert.Throws<ArgumentOutOfRangeException>(() => new ContextLimits { MaxKeys = keys }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void Size_outside_its_range_is_refused(int bytes) =>
        Assert.Contains("1 to 65,536", Assert.Throws<ArgumentOutOfRangeException>(() => new ContextLimits { MaxBytes = bytes }).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_can_be_wider_and_narrower_than_the_defaults()
    {
        var narrow = CustomContext.Empty.WithLimits(new ContextLimits { MaxKeys = 1, MaxBytes = 10 });
        var wide = CustomContext.Empty.WithLimits(new ContextLimits { MaxBytes = 20_000 });

        Assert.Contains("the limit is 1.", Refusal(narrow, ("a", "1"), ("b", "1")), StringComparison.Ordinal);
        Assert.Contains("11 bytes large; the limit is 10 bytes", Refusal(narrow, ("a", "1234567890")), StringComparison.Ordinal);
        Assert.Equal(15_000, ContextMerge.Apply(wide, [("a", new string('x', 15_000))], Given.ByAda)["a"].Length);
    }

    [Fact]
    public void Error_shows_a_long_or_tricky_key_shortened_and_harmless()
    {
        var message = Refusal(CustomContext.Empty, ("\u001b[31m" + new string('k', 500), "x"));

        Assert.DoesNotContain('\u001b', message);
        Assert.True(message.Length < 200, message);
    }

    private static string Refusal(CustomContext context, params ContextChange[] changes) =>
        Assert.Throws<ContextLimitException>(() => ContextMerge.Apply(context, changes, Given.ByAda)).Message;
}
