using System.Globalization;

namespace Undercurrent.Cli.Output;

/// <summary>Times and durations for people; in the culture of no country, so that all read the same.</summary>
internal static class TimeText
{
    /// <summary>The local time to the second, as in <c>2026-03-01 09:30:00</c>.</summary>
    public static string At(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The local time of day to the millisecond.</summary>
    public static string Clock(DateTimeOffset time, TimeProvider clock) =>
        TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>As in <c>12 ms</c>, <c>1.5 s</c>, <c>3 m 05 s</c>, <c>2 h 10 m</c>, <c>3 d 4 h</c>; empty for none.</summary>
    public static string Duration(double? milliseconds)
    {
        if (milliseconds is not { } length)
        {
            return "";
        }

        // Years of running are more than anything has.
        var time = TimeSpan.FromMilliseconds(Math.Clamp(length, 0, TimeSpan.FromDays(100_000).TotalMilliseconds));
        if (time.TotalSeconds >= 59.95)
        {
            time = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        }

        return time switch
        {
            { TotalMilliseconds: < 999.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 59.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} m {time.Seconds:00} s"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes:00} m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
        };
    }
}
