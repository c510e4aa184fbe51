namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>A task that tells on what scheduler its pieces run.</summary>
public static class TurnTasks
{
    public static readonly TaskEnvironment Env = new("cluster_turns");

    public static readonly TaskDefinition<int, int> Child = Env.Task((int number) => Task.FromResult(number));

    public static readonly TaskDefinition<int, int> RetriedChild = Env.Task(
        (int number) => TaskContext.Current.Attempt < 2 ? throw new InvalidOperationException("once more") : Task.FromResult(number),
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.Zero } });

    /// <summary>How many of its pieces ran on another scheduler than its first, and the most that ran at once.</summary>
    public static readonly TaskDefinition<int, int[]> Branches = Env.Task(async (int count) =>
    {
        var first = TaskScheduler.Current;
        var (elsewhere, now, most) = (first == TaskScheduler.Default ? 1 : 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            await Child.Run(number);
            Look();
            await RetriedChild.Run(number);
            Look();
        }));
        Look();
        return new[] { elsewhere, most };

        void Look()
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            elsewhere += TaskScheduler.Current == first ? 0 : 1;
            Interlocked.Decrement(ref now);
        }
    });
}
