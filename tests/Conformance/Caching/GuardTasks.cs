namespace Undercurrent.Conformance;

/// <summary>Tasks with cached results that read the context, each under an id of its test, so that no other's result is taken.</summary>
public static class GuardTasks
{
    public static readonly TaskEnvironment Env = new("conformance_guard");

    /// <summary>Reads a key and says so.</summary>
    public static readonly TaskDefinition<string, string> Read = Env.Task(
        (string id) => $"{id.Length > 0} {CustomContext.Current.GetValueOrDefault("key", "none")}", new TaskOptions { Cache = CachePolicy.On() });

    public static readonly TaskDefinition<string, string> ReadVaried = Env.Task(
        (string id) => $"{id.Length > 0} {CustomContext.Current.GetValueOrDefault("key", "none")}", new TaskOptions { Cache = CachePolicy.On().VaryBy("key") });

    public static readonly TaskDefinition<string, string> ReadStrictly = Env.Task(
        (string id) => $"{id.Length > 0} {CustomContext.Current["key"]}",
        new TaskOptions { Cache = CachePolicy.On() with { Strict = true }, Retry = new RetryOptions { MaxAttempts = 3 } });

    /// <summary>Reads a key that is not cached by, in what it calls.</summary>
    public static readonly TaskDefinition<string, string> Leaf = Env.Task((string id) => $"{id.Length > 0} {CustomContext.Current["key"]}");

    public static readonly TaskDefinition<string, string> CallReader = Env.Task(
        async (string id) => await Leaf.Run(id), new TaskOptions { Cache = CachePolicy.On() });

    public static readonly TaskDefinition<string, string> CallReaderStrictly = Env.Task(
        async (string id) => await Leaf.Run(id), new TaskOptions { Cache = CachePolicy.On() with { Strict = true } });

    /// <summary>Calls the reader under a value of its own: the same whatever the context.</summary>
    public static readonly TaskDefinition<string, string> CallReaderOverridden = Env.Task(
        async (string id) =>
        {
            using (CustomContext.BeginScope(("key", "own")))
            {
                return await Leaf.Run(id);
            }
        },
        new TaskOptions { Cache = CachePolicy.On() with { Strict = true } });

    /// <summary>Calls a cached reader.</summary>
    public static readonly TaskDefinition<string, string> CallCachedReader = Env.Task(
        async (string id) => await Read.Run(id), new TaskOptions { Cache = CachePolicy.On() });

    public static readonly TaskDefinition<string, string> ReadInStep = Env.Task(
        async (string id) => await TaskContext.Current.StepAsync("look", () => Task.FromResult($"{id.Length > 0} {CustomContext.Current["key"]}")),
        new TaskOptions { Cache = CachePolicy.On() });

    public static readonly TaskDefinition<string, string> ReadNothing = Env.Task(
        (string id) => $"{id.Length > 0}", new TaskOptions { Cache = CachePolicy.On() with { Strict = true } });

    /// <summary>The same cached child under two values.</summary>
    public static readonly TaskDefinition<string, string[]> Twice = Env.Task(async (string id) =>
    {
        using var one = CustomContext.BeginScope(("key", "1"));
        var first = await ReadVaried.Run(id);
        using var two = CustomContext.BeginScope(("key", "2"));
        return new[] { first, await ReadVaried.Run(id) };
    });

    public static readonly TaskDefinition<string, string[]> ManyReaders = Env.Task(async (string id) =>
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Read.Run($"{id}{number}"))));
}
