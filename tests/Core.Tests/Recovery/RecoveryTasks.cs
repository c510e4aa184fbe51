using System.Collections.Concurrent;
using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>Tasks of the recovery's tests. Each body notes that it ran, under the id that its test passes in.</summary>
public static class RecoveryTasks
{
    public static readonly TaskEnvironment Env = new("core_tests_recovery");

    /// <summary>What ran, by the test's id: the runner, which stands for a process, and the word that the body noted.</summary>
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<(IRunner Runner, string Word)>> Notes = new(StringComparer.Ordinal);

    /// <summary>What a body that is not deterministic does at the moment, by the test's id.</summary>
    public static readonly ConcurrentDictionary<string, string> Mood = new(StringComparer.Ordinal);

    public static readonly TaskDefinition<string, string, string> Leaf = Env.Task(async (string id, string word) =>
    {
        Note(id, word);
        await Task.Yield();
        return $"{word}:{CustomContext.Current.GetValueOrDefault("level", "none")}";
    });

    public static readonly TaskDefinition<string, string> Failing = Env.Task(string (string id) =>
    {
        Note(id, "failing");
        throw new InvalidOperationException("as it must");
    });

    /// <summary>Calls leaves under an override, one after the other.</summary>
    public static readonly TaskDefinition<string, string, string> Branch = Env.Task(async (string id, string name) =>
    {
        Note(id, name);
        using (CustomContext.BeginScope(("level", name)))
        {
            var first = await Leaf.Run(id, name + "1");
            var second = await Leaf.Run(id, name + "2");
            return $"{first},{second}";
        }
    });

    /// <summary>Sequence, fan-out, equal calls, a failure that is caught, and contexts that differ.</summary>
    public static readonly TaskDefinition<string, string> Tree = Env.Task(async (string id) =>
    {
        Note(id, "tree");
        var before = await Leaf.Run(id, "before");
        var branches = await Task.WhenAll(Branch.Run(id, "a"), Branch.Run(id, "b"), Leaf.Run(id, "same"), Leaf.Run(id, "same"));
        var caught = "";
        try
        {
            await Failing.Run(id);
        }
        catch (TaskFailedException failed)
        {
            caught = failed.Failure.Message;
        }

        return string.Join(';', [before, .. branches, caught]);
    });

    public const string TreeResult = "before:run;a1:a,a2:a;b1:b,b2:b;same:run;same:run;as it must";

    /// <summary>Calls one leaf, then another by its mood.</summary>
    public static readonly TaskDefinition<string, string> Moody = Env.Task(async (string id) =>
    {
        await Leaf.Run(id, "always");
        await Leaf.Run(id, Mood[id]);
        return await Leaf.Run(id, "last");
    });

    /// <summary>Waits for its gate, and heeds its token.</summary>
    public static readonly TaskDefinition<string, string> Waiting = Env.Task(async (string id) =>
    {
        var first = await Leaf.Run(id, "first");
        Gate.Of(id + "started").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return first;
    });

    /// <summary>Makes do without its child when that doesn't answer.</summary>
    public static readonly TaskDefinition<string, string> Tolerant = Env.Task(async (string id) =>
    {
        try
        {
            return await Waiting.Run(id);
        }
        catch (Exception)
        {
            return "without it";
        }
    });

    /// <summary>Returns what it has when its token is signalled.</summary>
    public static readonly TaskDefinition<string, string> Partial = Env.Task(async (string id) =>
    {
        try
        {
            var token = TaskContext.Current.CancellationToken;
            Gate.Of(id + "started").Open();
            await Gate.Of(id).WaitAsync(token);
            return "first:none";
        }
        catch (OperationCanceledException)
        {
            return "half of it";
        }
    });

    public static int TimesRan(string id, string word) => Notes.GetValueOrDefault(id)?.Count(ran => ran.Word == word) ?? 0;

    /// <summary>The words of what ran on one runner: another that died may still be at a body.</summary>
    public static string[] RanOn(IRunner runner, string id) => [.. Notes[id].Where(ran => ran.Runner == runner).Select(ran => ran.Word)];

    private static void Note(string id, string word) => Notes.GetOrAdd(id, static _ => new()).Enqueue((TaskContext.Current.Runner, word));
}
