using Undercurrent.Grains.Contexts;

namespace Undercurrent.Cluster.Tests.Wire;

public sealed class ContextLimitOnArrivalTests
{
    [Fact]
    public void L2_Context_over_the_receivers_limit_is_refused_on_arrival_whether_packed_or_not()
    {
        using var scope = CustomContext.BeginScope(("large", new string('x', 2000)));
        var narrow = new ContextLimits { MaxBytes = 1000 };
        var passed = ContextCarrier.For(CustomContext.Current);
        var packed = new ContextCarrier { Packed = passed.Packed };

        Assert.Equal("large", Assert.Throws<ContextLimitException>(() => passed.Open(narrow)).Key);
        Assert.Equal("large", Assert.Throws<ContextLimitException>(() => packed.Open(narrow)).Key);
    }
}
