using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Tasks of which only so many run at a time. Bodies note that they run, under an id of the test.</summary>
public static class LimitedTasks
{
    public static readonly TaskEnvironment Env = new("conformance_limited");

    public static readonly TaskEnvironment Pair = new("conformance_limited_pair", new TaskEnvironmentOptions { MaxConcurrency = 2 });

    public static readonly TaskEnvironment Slow = new("conformance_limited_slow");

    private static readonly ConcurrentDictionary<string, Tide> Tides = new(StringComparer.Ordinal);

    /// <summary>One at a time.</summary>
    public static readonly TaskDefinition<string, int, string> OneAtATime = Env.Task((string id, int number) => WorkAsync(id, number), new TaskOptions { MaxConcurrency = 1 });

    /// <summary>Calls itself to a depth, one at a time.</summary>
    public static readonly TaskDefinition<int, int> Nested = Env.Task(
        async (int levels) => levels == 0 ? 0 : 1 + await DeeperAsync(levels - 1), new TaskOptions { MaxConcurrency = 1 });

    /// <summary>As <see cref="Nested"/>, with two branches at once at each level.</summary>
    public static readonly TaskDefinition<int, int> Forked = Env.Task(
        async (int levels) => levels == 0 ? 1 : (await Task.WhenAll(WiderAsync(levels - 1, "a"), WiderAsync(levels - 1, "b"))).Sum(), new TaskOptions { MaxConcurrency = 1 });

    public static readonly TaskDefinition<string, int, string> One = Pair.Task((string id, int number) => WorkAsync(id, number));

    public static readonly TaskDefinition<string, int, string> Two = Pair.Task((string id, int number) => WorkAsync(id, number));

    /// <summary>Without a limit of its own.</summary>
    public static readonly TaskDefinition<string, int, string> Free = Slow.Task((string id, int number) => WorkAsync(id, number));

    public static readonly TaskDefinition<string, int, int> CallOneAtATime = Slow.Task(async (string id, int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(number => OneAtATime.Run(id, number)))).Length);

    public static readonly TaskDefinition<string, int, int> CallPair = Slow.Task(async (string id, int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(number => number % 2 == 0 ? One.Run(id, number) : Two.Run(id, number)))).Length);

    public static readonly TaskDefinition<string, int, int> CallFree = Slow.Task(async (string id, int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(number => Free.Run(id, number)))).Length);

    /// <summary>Waits at a gate, one at a time; notes in what order, by its run's name, under the id.</summary>
    public static readonly TaskDefinition<string, string, int, int> Turn = Env.Task(
        async (string id, string run, int number) =>
        {
            Of(id).Order.Enqueue(run);
            Gathering.Of(id, int.MaxValue).Arrive();
            await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            return number;
        },
        new TaskOptions { MaxConcurrency = 1 });

    /// <summary>Two calls of <see cref="Turn"/> with little time; says how the second ended.</summary>
    public static readonly TaskDefinition<string, string, string> CallImpatiently = Slow.Task(async (string id, string limit) =>
    {
        var holder = Turn.Run(id, "holder", 0);
        await Gathering.Of(id, int.MaxValue).WaitAsync();
        var timeout = limit == "queue"
            ? new TimeoutOptions { Queue = TimeSpan.FromMilliseconds(50) }
            : new TimeoutOptions { Action = TimeSpan.FromMilliseconds(50) };
        string end;
        try
        {
            end = $"{await Turn.With(options => options with { Timeout = timeout }).Run(id, "impatient", 1)}";
        }
        catch (TaskFailedException exception)
        {
            end = exception.Failure.Message;
        }

        Gate.Of(id).Open();
        await holder;
        return end;
    });

    public static readonly TaskDefinition<string, string, int, int> CallTurns = Slow.Task(async (string id, string run, int count) =>
    {
        var calls = Enumerable.Range(0, count).Select(number => Turn.Run(id, run, number)).ToArray();
        Gate.Of($"{id} {run} called").Open();
        return (await Task.WhenAll(calls)).Length;
    });

    /// <summary>What was at a time, and in what order.</summary>
    public static Tide Of(string id) => Tides.GetOrAdd(id, _ => new Tide());

    private static async Task<string> WorkAsync(string id, int number)
    {
        Of(id).Rise();
        await Task.Yield();
        Of(id).Fall();
        return $"{number}";
    }

    private static Task<int> DeeperAsync(int levels) => Nested.Run(levels);

    private static async Task<int> WiderAsync(int levels, string branch)
    {
        using (CustomContext.BeginScope(("branch", branch)))
        {
            return await Forked.Run(levels);
        }
    }
}
