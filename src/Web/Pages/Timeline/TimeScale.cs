namespace Undercurrent.Web.Pages;

/// <summary>
/// Where a time lies on the bars, in percent of their width. Long stretches in which nothing happened are folded to
/// marks of one width, so that what happened stays readable.
/// </summary>
/// <remarks>Immutable. Monotone: what is later is never further left.</remarks>
public sealed class TimeScale
{
    private const int MostGaps = 8;
    private const double GapWidth = 2.5;

    // A stretch is folded when it would take more of the width than this; a shorter one tells something as it is.
    private const double LeastShare = 0.12;

    // Folding bends the scale: it is done only where it makes room, not for every pause.
    private const double LeastShareOfAll = 0.5;

    private readonly Segment[] _segments;

    private TimeScale(DateTimeOffset from, DateTimeOffset to, Segment[] segments, IReadOnlyList<TimeGap> gaps)
    {
        From = from;
        To = to;
        _segments = segments;
        Gaps = gaps;
        Ticks = TimeAxis.TicksOf(this, [.. segments.Where(segment => !segment.IsGap).Select(segment => (segment.From, segment.To))]);
    }

    /// <summary>The beginning: 0 percent.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end: 100 percent.</summary>
    public DateTimeOffset To { get; }

    /// <summary>What is folded, in order.</summary>
    public IReadOnlyList<TimeGap> Gaps { get; }

    /// <summary>The marks of the axis, in order.</summary>
    public IReadOnlyList<TimeTick> Ticks { get; }

    /// <summary>A scale from one time to another. What lies in none of the busy intervals may be folded.</summary>
    public static TimeScale Of(DateTimeOffset from, DateTimeOffset to, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> busy)
    {
        to = to > from ? to : from.AddMilliseconds(1);
        var folded = FindIdle(from, to, busy)
            .Where(idle => (idle.To - idle.From) / (to - from) > LeastShare)
            .OrderByDescending(idle => idle.To - idle.From)
            .Take(MostGaps)
            .OrderBy(idle => idle.From)
            .ToArray();
        var gone = folded.Aggregate(TimeSpan.Zero, (sum, idle) => sum + (idle.To - idle.From));
        return Build(from, to, gone / (to - from) > LeastShareOfAll ? folded : []);
    }

    /// <summary>Where a time lies: 0 to 100. Times outside lie at the ends.</summary>
    public double At(DateTimeOffset time)
    {
        foreach (var segment in _segments)
        {
            if (time < segment.To)
            {
                return segment.X + (Math.Max(0, (time - segment.From) / (segment.To - segment.From)) * segment.Width);
            }
        }

        return 100;
    }

    private static TimeScale Build(DateTimeOffset from, DateTimeOffset to, (DateTimeOffset From, DateTimeOffset To)[] folded)
    {
        var gone = folded.Aggregate(TimeSpan.Zero, (sum, idle) => sum + (idle.To - idle.From));
        var shown = (to - from) - gone;
        var width = 100 - (GapWidth * folded.Length);
        var segments = new List<Segment>();
        var gaps = new List<TimeGap>();
        var at = from;
        double x = 0;
        foreach (var idle in folded)
        {
            AddBusy(idle.From);
            segments.Add(new Segment(idle.From, idle.To, x, GapWidth, IsGap: true));
            gaps.Add(new TimeGap(idle.From, idle.To, x, GapWidth));
            x += GapWidth;
            at = idle.To;
        }

        AddBusy(to);
        return new TimeScale(from, to, [.. segments], gaps);

        void AddBusy(DateTimeOffset end)
        {
            if (end > at)
            {
                var part = (end - at) / shown * width;
                segments.Add(new Segment(at, end, x, part, IsGap: false));
                x += part;
            }
        }
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> FindIdle(
        DateTimeOffset from, DateTimeOffset to, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> busy)
    {
        var at = from;
        foreach (var interval in busy.OrderBy(interval => interval.From))
        {
            if (interval.From > at)
            {
                yield return (at, interval.From < to ? interval.From : to);
            }

            at = interval.To > at ? interval.To : at;
            if (at >= to)
            {
                yield break;
            }
        }

        if (at > from)
        {
            yield return (at, to);
        }
    }

    private readonly record struct Segment(DateTimeOffset From, DateTimeOffset To, double X, double Width, bool IsGap);
}
