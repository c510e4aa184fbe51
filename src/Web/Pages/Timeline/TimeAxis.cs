using System.Globalization;

namespace Undercurrent.Web.Pages;

/// <summary>Chooses the marks of a time axis: round times, not too near each other.</summary>
internal static class TimeAxis
{
    // In percent: narrower, and the words would run into each other.
    private const double LeastDistance = 14;

    private static readonly double[] Steps =
    [
        0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
        3600, 7200, 4 * 3600, 8 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 14 * 86400, 28 * 86400,
    ];

    public static IReadOnlyList<TimeTick> TicksOf(TimeScale scale, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> busy)
    {
        var ticks = new List<TimeTick> { new(0, "0") };
        foreach (var (from, to) in busy)
        {
            var width = scale.At(to) - scale.At(from);
            var seconds = (to - from).TotalSeconds;
            var step = Steps.FirstOrDefault(step => step / seconds * width >= LeastDistance);
            if (step == 0)
            {
                continue;
            }

            var last = Math.Floor((to - scale.From).TotalSeconds / step);
            for (var number = Math.Ceiling((from - scale.From).TotalSeconds / step); number <= last; number++)
            {
                var x = scale.At(scale.From.AddTicks((long)(number * step * TimeSpan.TicksPerSecond)));
                if (x - ticks[^1].X >= LeastDistance * 0.7 && x < 97)
                {
                    ticks.Add(new TimeTick(x, Text(number * step)));
                }
            }
        }

        return ticks;
    }

    private static string Text(double seconds) => seconds switch
    {
        < 1 => Write($"{seconds * 1000:0.###} ms"),
        < 60 => Write($"{seconds:0.###} s"),
        < 3600 when seconds % 60 == 0 => Write($"{seconds / 60:0} m"),
        < 3600 => Write($"{Math.Floor(seconds / 60):0} m {seconds % 60:0} s"),
        < 86400 when seconds % 3600 == 0 => Write($"{seconds / 3600:0} h"),
        < 86400 => Write($"{Math.Floor(seconds / 3600):0} h {seconds % 3600 / 60:0} m"),
        _ => Write($"{seconds / 86400:0.#} d"),
    };

    private static string Write(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
