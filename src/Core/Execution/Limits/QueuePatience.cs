namespace Undercurrent.Execution;

/// <summary>How long an attempt may wait for its place, and what ends the wait. Pure.</summary>
/// <param name="Time">From now; null for any time.</param>
/// <param name="IsOfQueue">Whether it is <see cref="TimeoutOptions.Queue"/>.</param>
/// <param name="IsOfDeadline">Whether it is <see cref="RetryOptions.Deadline"/>; else it is what is left of the action.</param>
internal readonly record struct QueuePatience(TimeSpan? Time, bool IsOfQueue, bool IsOfDeadline)
{
    public static QueuePatience For(TaskOptions options, ActionCall call, DateTimeOffset now)
    {
        var queue = options.Timeout.Queue;
        var action = options.Timeout.Action is { } whole ? call.CalledAt + whole - now : (TimeSpan?)null;

        // The first attempt is none that is made again.
        var deadline = call.Attempt > 1 && options.Retry.Deadline is { } end ? call.CalledAt + end - now : (TimeSpan?)null;
        var least = new[] { queue, action, deadline }.Min();
        return new(
            least is null ? null : least < TimeSpan.Zero ? TimeSpan.Zero : least,
            IsOfQueue: least is not null && least == queue,
            IsOfDeadline: least is not null && least != queue && least == deadline);
    }

    public Outcome Outcome(ActionCall call, TaskOptions options) =>
        IsOfQueue ? TimedOut.InQueue(call, options.Timeout.Queue!.Value)
        : IsOfDeadline ? TimedOut.BehindDeadline(call, options.Retry.Deadline!.Value)
        : TimedOut.BeforeAttempt(call, new AttemptLimit(TimeSpan.Zero, options.Timeout.Grace, IsOfAction: true, options.Timeout.Action!.Value));
}
