using FsCheck;
using FsCheck.Fluent;

namespace Undercurrent.Web.Pages;

public class TimeScaleProperties
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A busy stretch: where it begins and how long it is, in milliseconds of a run of 100 seconds.
    private static readonly Gen<(int From, int Length)[]> Stretches = Gen.ArrayOf(
        from start in Gen.Choose(0, 99_999)
        from length in Gen.Choose(0, 20_000)
        select (start, length));

    [Fact]
    public void Scale_is_monotone_and_goes_from_0_to_100() => Prop.ForAll(Stretches.ToArbitrary(), stretches =>
    {
        var scale = Of(stretches);
        var places = Enumerable.Range(0, 201).Select(step => scale.At(Begin.AddMilliseconds(step * 500))).ToArray();
        return places[0] == 0
            && Math.Abs(places[^1] - 100) < 1e-6
            && places.Zip(places.Skip(1)).All(pair => pair.First <= pair.Second + 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scale_folds_no_time_in_which_something_happened() => Prop.ForAll(Stretches.ToArbitrary(), stretches => Of(stretches).Gaps.All(gap =>
        stretches.All(stretch => gap.To <= Begin.AddMilliseconds(stretch.From) || gap.From >= Begin.AddMilliseconds(stretch.From + stretch.Length))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Ticks_go_from_left_to_right_within_the_width() => Prop.ForAll(Stretches.ToArbitrary(), stretches =>
    {
        var ticks = Of(stretches).Ticks;
        return ticks.All(tick => tick.X is >= 0 and <= 100) && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.X < pair.Second.X);
    }).QuickCheckThrowOnFailure();

    private static TimeScale Of((int From, int Length)[] stretches) => TimeScale.Of(
        Begin, Begin.AddSeconds(100), stretches.Select(stretch => (Begin.AddMilliseconds(stretch.From), Begin.AddMilliseconds(stretch.From + stretch.Length))));
}
