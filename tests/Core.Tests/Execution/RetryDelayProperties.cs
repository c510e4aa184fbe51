using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;

namespace Undercurrent.Core.Tests.Execution;

public sealed class RetryDelayProperties
{
    private static Gen<RetryOptions> Options =>
        from delay in Gen.OneOf(Gen.Choose(0, 10_000), Gen.Choose(0, 86_400_000))
        from cap in Gen.OneOf(Gen.Choose(0, 10_000), Gen.Choose(0, 86_400_000))
        from factor in Gen.Elements(1, 1.1, 2, 3.5, 100)
        from jitter in Gen.Elements(0, 0.01, 0.2, 0.5, 1)
        select new RetryOptions
        {
            Delay = TimeSpan.FromMilliseconds(delay),
            MaxDelay = TimeSpan.FromMilliseconds(cap),
            BackoffFactor = factor,
            Jitter = jitter,
        };

    private static Gen<(RetryOptions Options, ActionCall Call, int Failed)> Any =>
        from options in Options
        from run in Gen.Choose(0, 1000)
        from action in Gen.Choose(0, 1000)
        from ordinal in Gen.Choose(0, 3)
        from failed in Gen.Choose(1, 1000)
        select (options, Call(run, action, ordinal), failed);

    [Fact]
    public void Delay_is_the_same_each_time_that_it_is_computed() => Any.ShouldAll(some =>
        RetryDelay.After(some.Call, some.Failed, some.Options)
        == RetryDelay.After(some.Call with { Inputs = Given.Json("[1]"), CalledAt = Given.Noon.AddDays(1) }, some.Failed, some.Options with { }));

    [Fact]
    public void Delay_is_never_over_the_cap_nor_below_zero() => Any.ShouldAll(some =>
        RetryDelay.After(some.Call, some.Failed, some.Options) is var delay && delay >= TimeSpan.Zero && delay <= some.Options.MaxDelay);

    [Fact]
    public void Jitter_takes_away_its_share_at_most() => Any.ShouldAll(some =>
    {
        var full = RetryDelay.After(some.Call, some.Failed, some.Options with { Jitter = 0 });
        var delay = RetryDelay.After(some.Call, some.Failed, some.Options);
        return delay <= full && delay.TotalMilliseconds >= (full.TotalMilliseconds * (1 - some.Options.Jitter)) - 1;
    });

    [Fact]
    public void Delay_without_jitter_grows_by_the_factor_up_to_the_cap() => Any.ShouldAll(some =>
    {
        var options = some.Options with { Jitter = 0 };
        var (first, next) = (RetryDelay.After(some.Call, some.Failed, options), RetryDelay.After(some.Call, some.Failed + 1, options));
        return next >= first
            && (first == options.MaxDelay ? next == first : next == options.MaxDelay || Math.Abs(next.TotalMilliseconds - (first.TotalMilliseconds * options.BackoffFactor)) <= options.BackoffFactor + 1);
    });

    [Fact]
    public void First_delay_is_the_delay_itself() => Options.ShouldAll(options =>
        RetryDelay.After(Call(1, 1, 0), 1, options with { Jitter = 0 }) == (options.Delay < options.MaxDelay ? options.Delay : options.MaxDelay));

    [Fact]
    public void Jitter_spreads_actions_runs_and_attempts_over_its_whole_range()
    {
        var options = new RetryOptions { Delay = TimeSpan.FromSeconds(100), Jitter = 1 };

        AssertSpread(Enumerable.Range(0, 1000).Select(number => RetryDelay.After(Call(1, number, 0), 1, options)));
        AssertSpread(Enumerable.Range(0, 1000).Select(number => RetryDelay.After(Call(number, 1, 0), 1, options)));
        AssertSpread(Enumerable.Range(0, 1000).Select(number => RetryDelay.After(Call(1, 1, number), 1, options)));
        AssertSpread(Enumerable.Range(0, 1000).Select(number => RetryDelay.After(Call(1, 1, 0), number + 1, options)));
    }

    // Each tenth of the range gets near to a tenth of the delays: far from it a thousand of them never are.
    private static void AssertSpread(IEnumerable<TimeSpan> delays)
    {
        var tenths = delays.CountBy(delay => (int)(delay.TotalSeconds / 10)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 50, 170));
    }

    private static ActionCall Call(int run, int action, int ordinal) =>
        Given.Launch("own.task", $"run{run}").ToRootCall() with { ActionId = new ActionId((UInt128)action, ordinal) };
}
