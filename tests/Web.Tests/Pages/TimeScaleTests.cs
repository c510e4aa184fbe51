namespace Undercurrent.Web.Pages;

public class TimeScaleTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Scale_with_hours_of_nothing_between_two_seconds_folds_them()
    {
        var scale = TimeScale.Of(Begin, Begin.AddHours(3), [(Begin, Begin.AddSeconds(1)), (Begin.AddHours(3).AddSeconds(-1), Begin.AddHours(3))]);

        var gap = Assert.Single(scale.Gaps);
        Assert.Equal((Begin.AddSeconds(1), Begin.AddHours(3).AddSeconds(-1)), (gap.From, gap.To));
        Assert.InRange(scale.At(Begin.AddSeconds(1)), 48, 49);
    }

    [Fact]
    public void Scale_with_short_pauses_folds_nothing()
    {
        var scale = TimeScale.Of(Begin, Begin.AddSeconds(10), [(Begin, Begin.AddSeconds(4)), (Begin.AddSeconds(6), Begin.AddSeconds(10))]);

        Assert.Empty(scale.Gaps);
        Assert.Equal(50, scale.At(Begin.AddSeconds(5)), 6);
    }

    [Fact]
    public void Words_of_a_mark_near_the_end_stand_on_its_left()
    {
        var scale = TimeScale.Of(Begin, Begin.AddSeconds(10.5), [(Begin, Begin.AddSeconds(10.5))]);

        Assert.Equal([("8 s", false), ("10 s", true)], scale.Ticks.TakeLast(2).Select(tick => (tick.Text, tick.IsAtTheEnd)));
    }

    [Fact]
    public void Scale_of_no_time_at_all_is_one_of_a_millisecond()
    {
        var scale = TimeScale.Of(Begin, Begin, []);

        Assert.Equal((0d, 100d), (scale.At(Begin), scale.At(Begin.AddSeconds(1))));
    }
}
