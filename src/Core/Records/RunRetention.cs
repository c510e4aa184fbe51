namespace Undercurrent.Records;

/// <summary>Which ended runs a store keeps. Runs that have not ended are always kept. Immutable.</summary>
public sealed record RunRetention
{
    /// <summary>Keeps everything: the store grows without bound.</summary>
    public static readonly RunRetention Everything = new() { MaxAge = null, MaxRuns = null };

    private readonly TimeSpan? _maxAge = TimeSpan.FromDays(30);
    private readonly int? _maxRuns = 1_000_000;

    /// <summary>How long an ended run is kept, counted from its end; default 30 days, null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan? MaxAge
    {
        get => _maxAge;
        init => _maxAge = value is null || value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxAge is a time since a run's end, or null for no limit.");
    }

    /// <summary>How many ended runs are kept, the latest; default 1,000,000, null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? MaxRuns
    {
        get => _maxRuns;
        init => _maxRuns = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxRuns is a number of runs, or null for no limit.");
    }
}
