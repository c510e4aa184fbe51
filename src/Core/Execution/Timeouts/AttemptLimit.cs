namespace Undercurrent.Execution;

/// <summary>How long an attempt may take where it executes.</summary>
/// <param name="Time">From its start. It travels as a duration: clocks of silos differ.</param>
/// <param name="Grace">See <see cref="TimeoutOptions.Grace"/>.</param>
/// <param name="IsOfAction">Whether it is what is left of the action's limit, behind which nothing is tried again.</param>
/// <param name="Option">The limit as the option has it, for people.</param>
internal sealed record AttemptLimit(TimeSpan Time, TimeSpan Grace, bool IsOfAction, TimeSpan Option)
{
    /// <summary>The limit of an attempt that begins now; null for none. Pure.</summary>
    /// <param name="options">The task's options.</param>
    /// <param name="calledAt">When the action was called.</param>
    /// <param name="now">When the attempt begins.</param>
    public static AttemptLimit? For(TimeoutOptions options, DateTimeOffset calledAt, DateTimeOffset now)
    {
        var left = OfAction(options, calledAt, now);
        return options.Attempt is { } attempt && attempt < (left?.Time ?? TimeSpan.MaxValue)
            ? new(attempt, options.Grace, IsOfAction: false, attempt)
            : left;
    }

    /// <summary>What is left of the action's limit, negative when it is over; null for none. Pure.</summary>
    /// <inheritdoc cref="For"/>
    public static AttemptLimit? OfAction(TimeoutOptions options, DateTimeOffset calledAt, DateTimeOffset now) =>
        options.Action is { } whole ? new(calledAt + whole - now, options.Grace, IsOfAction: true, whole) : null;
}
