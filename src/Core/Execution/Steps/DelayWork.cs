using System.Text.Json;

namespace Undercurrent.Execution;

/// <summary>A delay of a body.</summary>
internal sealed class DelayWork(TaskHost host, TimeSpan delay) : IInlineWork
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);
    private static readonly byte[] Value = "null"u8.ToArray();

    /// <summary>What only waits is not what kills its process: it may be lost as often as there are numbers for.</summary>
    public static readonly TaskOptions Patient = new() { Retry = new RetryOptions { MaxLostAttempts = 1000 } };

    public TaskOptions Losses => Patient;

    public bool CountsTime => true;

    /// <inheritdoc cref="TaskContext.DelayAsync"/>
    public static Task RunAsync(OpenAction parent, TimeSpan delay, CancellationToken cancellationToken)
    {
        Check(delay, nameof(delay), "DelayAsync", "To wait until somebody says so, use WaitForAsync.");
        var call = InlineActions.Begin(parent, StepNames.OfDelay(parent.Call.Task), JsonSerializer.SerializeToUtf8Bytes(new[] { delay }));
        return AwaitAsync(parent, call, new DelayWork(parent.Host, delay), cancellationToken);
    }

    /// <summary>Refuses what is no time that can be waited for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none.</exception>
    public static void Check(TimeSpan time, string parameter, string method, string advice)
    {
        if (time < TimeSpan.Zero || time > Longest)
        {
            throw new ArgumentOutOfRangeException(parameter, time, $"{method} waits from zero to {Longest.Days:N0} days. {advice}");
        }
    }

    public async Task<Outcome> RunAsync(ActionCall call, DateTimeOffset since, CancellationToken token)
    {
        using var awake = new FollowingSource(host.Log, token, host.Stopping);
        return await Timers.WaitUntilAsync(since + delay, host.Time, awake.Token).ConfigureAwait(true) ? Outcome.Succeeded(Value)
            : InlineActions.IsStopped(host, token) ? InlineActions.HandedOver(host, call)
            : Outcome.Cancelled();
    }

    private static async Task AwaitAsync(OpenAction parent, ActionCall call, DelayWork work, CancellationToken cancellationToken) =>
        InlineActions.Unwrap(await InlineActions.RunAsync(parent, call, work, cancellationToken).ConfigureAwait(true), call, cancellationToken);
}
