using System.Buffers;
using System.Globalization;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Inputs;

/// <summary>Reads durations as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>2d</c>; a number alone is seconds.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>As long as a timer can wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(49);

    /// <summary>As long as any.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <exception cref="CommandException">It is none, or none from a millisecond to <paramref name="most"/>.</exception>
    public static TimeSpan Parse(string text, string what, TimeSpan most) => TryParse(text, out var duration) && duration <= most
        ? duration
        : throw CommandException.Usage($"{what} is '{text}'; it must be a duration from 1ms to {most.TotalDays:0}d, as in 500ms, 30s, 5m, 1h30m.");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        double total = 0;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            var number = digits < 0 ? rest : rest[..digits];
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            {
                return false;
            }

            rest = rest[number.Length..];
            var letters = rest.IndexOfAny(Digits);
            var unit = (letters < 0 ? rest : rest[..letters]).ToString();
            rest = rest[unit.Length..];
            var factor = unit.Length == 0 && number.Length == text.Trim().Length ? 1000 : Units.FirstOrDefault(known => known.Unit == unit).Milliseconds;
            if (factor == 0)
            {
                return false;
            }

            total += amount * factor;
        }

        if (total < 1 || total > Longest.TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(total);
        return true;
    }
}
