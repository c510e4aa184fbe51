namespace Undercurrent.Cli.Support;

/// <summary>A clock on which short waits are over at once; longer ones, which are limits, never end.</summary>
internal sealed class PromptTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime >= TimeSpan.Zero && dueTime <= Longest ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
