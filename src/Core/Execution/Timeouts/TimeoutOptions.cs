namespace Undercurrent;

/// <summary>How long attempts, and actions with all their attempts, may take. Immutable; change it with <c>with</c>.</summary>
public sealed record TimeoutOptions
{
    /// <summary>No limits. The default.</summary>
    public static readonly TimeoutOptions None = new();

    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    private readonly TimeSpan? _attempt;
    private readonly TimeSpan? _action;
    private readonly TimeSpan? _queue;
    private readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest that one attempt may take where it runs; null (the default) for any time, up to 20 days. An attempt that
    /// takes longer has failed with a <see cref="TimeoutException"/>, which <see cref="TaskOptions.Retry"/> may try again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, or over 20 days.</exception>
    public TimeSpan? Attempt
    {
        get => _attempt;
        init => _attempt = Checked(value, nameof(Attempt));
    }

    /// <summary>
    /// The longest that the action may take from its call, all attempts and the delays between them included; null (the
    /// default) for any time, up to 20 days. When it is over the action has failed with a <see cref="TimeoutException"/>, for
    /// good. It is measured from the recorded call, so a crash doesn't prolong it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, or over 20 days.</exception>
    public TimeSpan? Action
    {
        get => _action;
        init => _action = Checked(value, nameof(Action));
    }

    /// <summary>
    /// The longest that an attempt may wait for its place where the number at a time is limited (<see cref="TaskOptions.MaxConcurrency"/>);
    /// null (the default) for any time, up to 20 days. When it is over the action has failed with a <see cref="TimeoutException"/>,
    /// for good. It counts anew for each attempt, and behind a crash.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, or over 20 days.</exception>
    public TimeSpan? Queue
    {
        get => _queue;
        init => _queue = Checked(value, nameof(Queue));
    }

    /// <summary>
    /// How long a body may go on behind its limit to heed its token; then it is abandoned, and recorded so. Default 5 seconds,
    /// up to a day; zero abandons it at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over a day.</exception>
    public TimeSpan Grace
    {
        get => _grace;
        init => _grace = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "Grace is from zero (abandon a body at once) to a day.");
    }

    private static TimeSpan? Checked(TimeSpan? value, string name) =>
        value is null || (value > TimeSpan.Zero && value <= Longest) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{name} is more than zero, up to 20 days; null for no limit.");
}
