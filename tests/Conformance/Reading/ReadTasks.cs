using Microsoft.Extensions.Logging;

namespace Undercurrent.Conformance;

/// <summary>Tasks that read keys of the context in every way there is.</summary>
public static class ReadTasks
{
    public static readonly TaskEnvironment Env = new("conformance_reads");

    private static readonly ContextKey<int> Number = new("number");

    /// <summary>The ways of reading, by name.</summary>
    private static readonly Dictionary<string, Action> Ways = new()
    {
        ["nothing"] = () => { },
        ["count"] = () => _ = CustomContext.Current.Count,
        ["capture"] = () => CustomContext.Capture().Enter().Dispose(),
        ["scope"] = () => CustomContext.BeginScope(("a", "scope"), CustomContext.Without("b")).Dispose(),
        ["indexer"] = () => _ = CustomContext.Current["a"],
        ["twice"] = () => _ = CustomContext.Current["a"] + CustomContext.Current["b"] + CustomContext.Current["a"],
        ["try"] = () => _ = CustomContext.Current.TryGetValue("b", out _),
        ["missing"] = () => _ = CustomContext.Current.ContainsKey("nobody.set.it"),
        ["typed"] = () => _ = Number.Value,
        ["typed default"] = () => _ = new ContextKey<int>("absent").GetOr(1),
        ["task context"] = () => _ = TaskContext.Current.CustomContext["a"],
        ["enumerate"] = () => _ = CustomContext.Current.ToList(),
        ["keys"] = () => _ = CustomContext.Current.Keys.First(),
        ["entries"] = () => _ = CustomContext.Current.Entries[0],
        ["text"] = () => _ = CustomContext.Current.ToString(),
        ["log"] = () => TaskContext.Current.Logger.LogWarning("a line with the context as scope"),
        ["snapshot"] = () =>
        {
            var snapshot = CustomContext.Current;
            using (CustomContext.BeginScope(("a", "scope")))
            {
                _ = snapshot["a"];
            }
        },
        ["inside a scope"] = () =>
        {
            using (CustomContext.BeginScope(("a", "scope")))
            {
                _ = CustomContext.Current["a"] + CustomContext.Current["b"];
            }
        },
    };

    public static readonly TaskDefinition<string, string> Read = Env.Task((string way) =>
    {
        Ways[way]();
        return "done";
    });

    /// <summary>Off the body's own thread and behind an await.</summary>
    public static readonly TaskDefinition<string> ReadElsewhere = Env.Task(async () =>
    {
        await Task.WhenAll(Task.Run(() => CustomContext.Current["a"]), Task.Run(() => CustomContext.Current["b"]));
        return "done";
    });

    /// <summary>Reads nothing itself; what it calls does, as given and under an override.</summary>
    public static readonly TaskDefinition<string> CallReader = Env.Task(async () =>
    {
        await Read.Run("indexer");
        using (CustomContext.BeginScope(("b", "own")))
        {
            return await Read.Run("try");
        }
    });

    /// <summary>Reads, then fails.</summary>
    public static readonly TaskDefinition<string> ReadAndFail = Env.Task(string () => throw new InvalidOperationException($"at {CustomContext.Current["a"]}"));
}
