using System.Collections.Concurrent;
using System.Globalization;
using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>Tasks with steps and delays whose process dies. What runs is noted with the runner, which stands for a process.</summary>
public static class StepRecoveryTasks
{
    public static readonly TaskEnvironment Env = new("core_tests_step_recovery");

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<(IRunner Runner, string Word)>> Notes = new(StringComparer.Ordinal);
    private static int _drawn;

    /// <summary>Steps of every kind: a value that is another each time, null, a failure that is caught, equal names, and a call in between.</summary>
    public static readonly TaskDefinition<string, string> Steps = Env.Task(async (string id) =>
    {
        var context = TaskContext.Current;
        var first = await context.StepAsync("first", () => DrawAsync(id, "first"));
        var nothing = await context.StepAsync<string?>("nothing", () =>
        {
            Note(id, "nothing");
            return Task.FromResult<string?>(null);
        });
        var failed = "";
        try
        {
            await context.StepAsync("fails", async () =>
            {
                throw new InvalidOperationException(await DrawAsync(id, "fails"));
            });
        }
        catch (TaskFailedException exception)
        {
            failed = $"{exception.Failure.Type} {exception.Failure.Message} {exception.Failure.StackTrace is not null}";
        }

        var called = await RecoveryTasks.Leaf.Run(id, "leaf");
        var same = await context.StepAsync("same", () => DrawAsync(id, "same0"));
        var again = await context.StepAsync("same", () => DrawAsync(id, "same1"));
        return string.Join(';', first, nothing ?? "null", failed, called, same, again);
    });

    /// <summary>Reports the values that it draws, as the time and two random ones, and what a step drew of its own; then waits at its gate.</summary>
    public static readonly TaskDefinition<string, string> Values = Env.Task(async (string id) =>
    {
        var context = TaskContext.Current;
        var before = $"{context.NewId()} {context.Random.Next()}";
        var inside = await context.StepAsync("inside", () => Task.FromResult($"{context.NewId()} {context.Random.Next()}"));
        var now = await context.UtcNowAsync();
        var seen = $"{before} {inside} {context.NewId()} {context.Random.Next()} {now.ToString("O", CultureInfo.InvariantCulture)}";
        Note(id, seen);
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(context.CancellationToken);
        return seen;
    });

    /// <summary>A delay of sixty days, then another of a minute.</summary>
    public static readonly TaskDefinition<string, string> Delayed = Env.Task(async (string id) =>
    {
        await TaskContext.Current.DelayAsync(TimeSpan.FromDays(60));
        Note(id, "first over");
        await TaskContext.Current.DelayAsync(TimeSpan.FromMinutes(1));
        return "done";
    });

    public static string[] RanOn(IRunner runner, string id) => [.. Notes.GetValueOrDefault(id, []).Where(ran => ran.Runner == runner).Select(ran => ran.Word)];

    private static async Task<string> DrawAsync(string id, string word)
    {
        Note(id, word);
        await Task.Yield();
        return $"{word}#{Interlocked.Increment(ref _drawn)}";
    }

    private static void Note(string id, string word) => Notes.GetOrAdd(id, static _ => new()).Enqueue((TaskContext.Current.Runner, word));
}
