using System.Globalization;

namespace Undercurrent.Benchmarks.Raw;

/// <summary>Grain keys that were never used before.</summary>
internal static class RawKeys
{
    private static long _last;

    public static string Next() => string.Create(CultureInfo.InvariantCulture, $"raw.{Interlocked.Increment(ref _last):x}");
}
