namespace Undercurrent;

/// <summary>What holds around the calls of a task. Immutable; change it with <c>with</c>.</summary>
public sealed record TaskOptions
{
    internal static readonly TaskOptions Default = new();

    /// <summary>Whether and when a failed attempt is tried again; by default a failure is final.</summary>
    public RetryOptions Retry { get; init; } = RetryOptions.None;

    /// <summary>How long its attempts, and its actions with all attempts, may take; by default any time.</summary>
    public TimeoutOptions Timeout { get; init; } = TimeoutOptions.None;

    /// <summary>Where its actions run; null (the default) takes the environment's.</summary>
    public TaskPlacement? Placement { get; init; }
}
