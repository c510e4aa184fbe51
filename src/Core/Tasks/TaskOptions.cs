namespace Undercurrent;

/// <summary>What holds around the calls of a task. Immutable; change it with <c>with</c>.</summary>
public sealed record TaskOptions
{
    internal static readonly TaskOptions Default = new();

    private readonly int? _maxConcurrency;

    /// <summary>Whether and when a failed attempt is tried again; by default a failure is final.</summary>
    public RetryOptions Retry
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value), "A task's Retry is not null; RetryOptions.None tries once.");
    } = RetryOptions.None;

    /// <summary>
    /// The most actions of the task at a time, on the whole cluster or in this process; null (the default) for no limit, from 1.
    /// An action that waits for what it called doesn't count, so a limit of 1 doesn't stop a task that calls itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = Concurrency.Check(value, nameof(value));
    }

    /// <summary>Whether results are kept for later calls; by default every call runs the body.</summary>
    public CachePolicy Cache
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value), "A task's cache policy is not null; CachePolicy.Off keeps nothing.");
    } = CachePolicy.Off;

    /// <summary>How long its attempts, and its actions with all attempts, may take; by default any time.</summary>
    public TimeoutOptions Timeout
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value), "A task's Timeout is not null; TimeoutOptions.None allows any time.");
    } = TimeoutOptions.None;

    /// <summary>Where its actions run; null (the default) takes the environment's.</summary>
    public TaskPlacement? Placement { get; init; }
}
