namespace Undercurrent.Execution;

/// <summary>How long an attempt may wait for its place, and what ends the wait. Pure.</summary>
/// <param name="Queue"><see cref="TimeoutOptions.Queue"/>.</param>
/// <param name="Deadline">What is left until <see cref="RetryOptions.Deadline"/>.</param>
/// <param name="Action">What is left of the action.</param>
internal readonly record struct QueuePatience(TimeSpan? Queue, TimeSpan? Deadline, AttemptLimit? Action)
{
    /// <summary>From now; null for any time.</summary>
    public TimeSpan? Time => new[] { Queue, Deadline, Action?.Time }.Min();

    public static QueuePatience For(TaskOptions options, ActionCall call, DateTimeOffset now) => new(
        options.Timeout.Queue,

        // The first attempt is none that is made again.
        call.Attempt > 1 && options.Retry.Deadline is { } end ? call.CalledAt + end - now : null,
        AttemptLimit.OfAction(options.Timeout, call.CalledAt, now));

    /// <summary>How the action ends when that time is over.</summary>
    public Outcome Outcome(ActionCall call, TaskOptions options) =>
        Time == Queue ? TimedOut.InQueue(call, Queue!.Value)
        : Time == Deadline ? TimedOut.BehindDeadline(call, options.Retry.Deadline!.Value)
        : TimedOut.BeforeAttempt(call, Action!);
}
