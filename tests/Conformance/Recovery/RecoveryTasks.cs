using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Tasks whose run loses its owner half way. Bodies note each time that they run, under an id of the test.</summary>
public static class RecoveryTasks
{
    public static readonly TaskEnvironment Env = new("conformance_recovery");

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Runs = new(StringComparer.Ordinal);

    public static readonly TaskDefinition<string, string> Done = Env.Task(async (string id) =>
    {
        Note(id, "done");
        await Task.Yield();
        return CustomContext.Current.ToString();
    });

    /// <summary>Waits at its gate each time that it runs.</summary>
    public static readonly TaskDefinition<string, string> Waiting = Env.Task(async (string id) =>
    {
        Note(id, "waiting");
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return CustomContext.Current.ToString();
    });

    /// <summary>One child that is done, and one that waits, under scopes of their own.</summary>
    public static readonly TaskDefinition<string, string[]> Root = Env.Task(async (string id) =>
    {
        Note(id, "root");
        var before = CustomContext.Current.ToString();
        string done;
        using (CustomContext.BeginScope(("step", "first"), ("extra", "x")))
        {
            done = await Done.Run(id);
        }

        using (CustomContext.BeginScope(("step", "second"), CustomContext.Without("gone")))
        {
            return new[] { before, done, await Waiting.Run(id), CustomContext.Current.ToString() };
        }
    });

    /// <summary>What ran under the id, in order.</summary>
    public static string[] Ran(string id) => Runs.TryGetValue(id, out var ran) ? [.. ran] : [];

    private static void Note(string id, string what) =>
        Runs.GetOrAdd(id, static _ => new()).Enqueue($"{what} {CustomContext.Current}");
}
