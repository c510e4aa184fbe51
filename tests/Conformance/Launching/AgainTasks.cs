using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Tasks that are launched again. Bodies count how often they ran, under an id of the test.</summary>
public static class AgainTasks
{
    public static readonly TaskEnvironment Env = new("conformance_again");

    private static readonly ConcurrentDictionary<string, int> Runs = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> Healed = new(StringComparer.Ordinal);

    public static readonly TaskDefinition<string, string, string> Part = Env.Task(async (string id, string name) =>
    {
        Count(id, name);
        await Task.Yield();
        return name == "broken" && !Healed.ContainsKey(id) ? throw new InvalidOperationException("not yet") : $"{name} {CustomContext.Current}";
    });

    public static readonly TaskDefinition<string, string[]> Branch = Env.Task(async (string id) =>
    {
        Count(id, "branch");
        using (CustomContext.BeginScope(("level", "branch")))
        {
            return new[] { await Part.Run(id, "inner"), await Part.Run(id, "broken") };
        }
    });

    /// <summary>A part that works, and a branch whose second part works only when it is healed.</summary>
    public static readonly TaskDefinition<string, string[]> Root = Env.Task(async (string id) =>
    {
        Count(id, "root");
        var first = await Part.Run(id, "outer");
        return (string[])[first, .. await Branch.Run(id)];
    });

    public static void Heal(string id) => Healed[id] = true;

    public static int TimesRan(string id, string name) => Runs.GetValueOrDefault($"{id} {name}");

    private static void Count(string id, string name) => Runs.AddOrUpdate($"{id} {name}", 1, static (_, count) => count + 1);
}
