namespace Undercurrent;

/// <summary>Whether and when a failed attempt is tried again. Immutable.</summary>
public sealed record RetryOptions
{
    /// <summary>A failure is final. The default.</summary>
    public static readonly RetryOptions None = new();

    private readonly int _maxAttempts = 1;
    private readonly int _maxLostAttempts = 3;
    private readonly TimeSpan _delay = TimeSpan.Zero;

    /// <summary>The most attempts that may fail, the first included; default 1, from 1 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxAttempts
    {
        get => _maxAttempts;
        init => _maxAttempts = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxAttempts counts the first attempt too: from 1 (no retry) to 1,000.");
    }

    /// <summary>
    /// The most attempts in a row that may be lost with their silo or process; default 3, from 1 to 1,000. A lost attempt
    /// is no failure of the task and has this limit of its own, which keeps an action that kills its process from killing
    /// one after the other. It counts against what ran, not against who waited for it: while what the action called is under
    /// way, or has ended since the attempt began, its count begins anew.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxLostAttempts
    {
        get => _maxLostAttempts;
        init => _maxLostAttempts = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxLostAttempts is from 1 (a lost attempt fails the action) to 1,000.");
    }

    /// <summary>The time between a failed attempt and the next; default none, up to a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over a day.</exception>
    public TimeSpan Delay
    {
        get => _delay;
        init => _delay = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The delay between attempts is from zero to a day.");
    }
}
