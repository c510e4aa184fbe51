namespace Undercurrent;

/// <summary>The check of every limit on actions at a time.</summary>
internal static class Concurrency
{
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static int? Check(int? value, string name) => value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(
        name, value, "MaxConcurrency is 1 or more; leave it null for no limit. To start nothing, don't call.");
}
