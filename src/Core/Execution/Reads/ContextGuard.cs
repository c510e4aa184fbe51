namespace Undercurrent.Execution;

/// <summary>What holds for the context keys that an action reads whose result is cached (rule N3).</summary>
/// <param name="Task">The cached task.</param>
/// <param name="VaryBy">The keys that are part of the cache key.</param>
/// <param name="IsStrict">Whether another key's read is an error; otherwise it earns a warning.</param>
internal sealed record ContextGuard(string Task, IReadOnlyList<string> VaryBy, bool IsStrict)
{
    public bool Allows(string key) => VaryBy.Contains(key);

    /// <summary>The keys that the result depends on and the cache key hasn't. Pure.</summary>
    public string[] Missing(IReadOnlyList<string>? dependsOn) => [.. (dependsOn ?? []).Where(key => !Allows(key))];

    public string Warning(IReadOnlyList<string> keys) =>
        $"The result of '{Task}' is cached, and it reads {Names(keys)}: it will be given to calls under other values too. {Remedy(keys)}";

    public string Refusal(string key) =>
        $"The result of '{Task}' is cached, strictly, and it reads {Names([key])}, which the cache key hasn't. {Remedy([key])}";

    private static string Names(IReadOnlyList<string> keys) =>
        (keys.Count == 1 ? "the context key " : "the context keys ") + string.Join(", ", keys.Select(key => $"'{key}'"));

    private static string Remedy(IReadOnlyList<string> keys) =>
        $"Put the {(keys.Count == 1 ? "value" : "values")} into the cache key with CachePolicy.VaryBy({string.Join(", ", keys.Select(key => $"\"{key}\""))}), "
        + "pass what it needs as an input, or don't cache the task.";
}
