using System.Globalization;

namespace Undercurrent.Web.Search;

/// <summary>Reads an age: <c>90s</c>, <c>15m</c>, <c>24h</c>, <c>7d</c>, <c>2w</c>.</summary>
internal static class QueryAge
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    /// <summary>Null when it is none, or over 36,500 days.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Length < 2 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => null,
        };
        return unit is { } one && number * one.TotalSeconds <= Most.TotalSeconds ? one * number : null;
    }
}
