using System.Text.Json;

namespace Undercurrent.Conformance;

/// <summary>Tasks whose results are kept. Each body counts itself, and says in its result which count it was.</summary>
public static class CacheTasks
{
    public static readonly TaskEnvironment Env = new("conformance_cache");

    public static readonly TaskEnvironment OtherEnv = new("conformance_cache_other");

    private static readonly TaskOptions Cached = new() { Cache = CachePolicy.On() };

    public static readonly TaskDefinition<string, string> Kept = Env.Task((string id) => Task.FromResult($"body {Tally.Next(id)}"), Cached);

    /// <summary>Of the same name as <see cref="Kept"/>, in another environment.</summary>
    public static readonly TaskDefinition<string, string> OtherKept =
        OtherEnv.Task((string id) => Task.FromResult($"other body {Tally.Next(id)}"), Cached, name: "kept");

    public static readonly TaskDefinition<string, JsonElement, string> KeptWithNote =
        Env.Task((string id, JsonElement note) => Task.FromResult($"body {Tally.Next(id)}: {note}"), Cached);

    /// <summary>Fails so many times first.</summary>
    public static readonly TaskDefinition<string, int, string> KeptAfter = Env.Task(
        (string id, int failures) => Tally.Next(id) is var count && count > failures
            ? Task.FromResult($"body {count}")
            : throw new InvalidOperationException($"failure {count}"),
        Cached);

    /// <summary>Tells that it runs, and waits for a gate.</summary>
    public static readonly TaskDefinition<string, string> Gated = Env.Task(
        async (string id) =>
        {
            var count = Tally.Next(id);
            Gate.Of($"{id} runs").Open();
            await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            return $"body {count}";
        },
        new TaskOptions { Cache = CachePolicy.On() with { Serialize = true } });

    /// <summary>As <see cref="Gated"/>; the first body fails behind the gate.</summary>
    public static readonly TaskDefinition<string, string> GatedFailure = Env.Task(
        async (string id) =>
        {
            var count = Tally.Next(id);
            Gate.Of($"{id} runs").Open();
            await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            return count > 1 ? $"body {count}" : throw new InvalidOperationException("the first fails");
        },
        new TaskOptions { Cache = CachePolicy.On() with { Serialize = true } });

    /// <summary>Each body waits until two run.</summary>
    public static readonly TaskDefinition<string, string> Together = Env.Task(
        async (string id) =>
        {
            var seen = CustomContext.Current.ToString();
            await Gathering.Of(id, 2).ArriveAndWaitAsync();
            return seen;
        },
        Cached);

    /// <summary>Calls itself with the same inputs under another context.</summary>
    public static readonly TaskDefinition<string, string> Nested = Env.Task(
        async (string id) =>
        {
            var count = Tally.Next(id);
            if (CustomContext.Current.ContainsKey("inner"))
            {
                return $"body {count}";
            }

            using (CustomContext.BeginScope(("inner", "yes")))
            {
                return $"body {count} over {await NestedAgain(id)}";
            }
        },
        new TaskOptions { Cache = CachePolicy.On() with { Serialize = true } });

    /// <summary>Calls <see cref="Kept"/> under a policy.</summary>
    public static readonly TaskDefinition<string, CachePolicy, string> CallKept = Env.Task(
        async (string id, CachePolicy policy) => await Kept.With(options => options with { Cache = policy }).Run(id));

    /// <summary>Calls <see cref="CallKept"/>, two levels above <see cref="Kept"/>.</summary>
    public static readonly TaskDefinition<string, CachePolicy, string> CallDeep =
        Env.Task(async (string id, CachePolicy policy) => await CallKept.Run(id, policy));

    /// <summary>Calls <see cref="Kept"/> under a policy twice, each time under another context.</summary>
    public static readonly TaskDefinition<string, CachePolicy, string[]> CallTwice = Env.Task(async (string id, CachePolicy policy) =>
    {
        var results = new List<string>();
        foreach (var value in (string[])["one", "two"])
        {
            using (CustomContext.BeginScope(("key", value)))
            {
                results.Add(await Kept.With(options => options with { Cache = policy }).Run(id));
            }
        }

        return results.ToArray();
    });

    public static readonly TaskDefinition<string, string[]> CallTogether =
        Env.Task(async (string id) => await Task.WhenAll(InContext(Together, id, "one"), InContext(Together, id, "two")));

    /// <summary>Many equal calls at once, each under a context of its own; the gate opens when one of them runs.</summary>
    public static readonly TaskDefinition<string, int, string[]> CallGated = Env.Task(async (string id, int calls) =>
    {
        var results = Enumerable.Range(0, calls).Select(call => InContext(Gated, id, $"{call}")).ToArray();
        await Gate.Of($"{id} runs").WaitAsync();
        Gate.Of(id).Open();
        return await Task.WhenAll(results);
    });

    /// <summary>Two equal calls at once, of which the first that runs fails: what each came to.</summary>
    public static readonly TaskDefinition<string, string[]> CallGatedFailure = Env.Task(async (string id) =>
    {
        Task<string>[] results = [InContext(GatedFailure, id, "one"), InContext(GatedFailure, id, "two")];
        await Gate.Of($"{id} runs").WaitAsync();
        Gate.Of(id).Open();
        return await Task.WhenAll(results.Select(async result =>
        {
            try
            {
                return await result;
            }
            catch (TaskFailedException exception)
            {
                return exception.Failure.Message;
            }
        }));
    });

    /// <summary>Calls <see cref="Kept"/> when its gate opens.</summary>
    public static readonly TaskDefinition<string, string> CallBehindGate = Env.Task(async (string id) =>
    {
        Gate.Of($"{id} waits").Open();
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return await Kept.Run(id);
    });

    private static Task<string> NestedAgain(string id) => Nested.Run(id);

    private static async Task<string> InContext(TaskDefinition<string, string> task, string id, string value)
    {
        using (CustomContext.BeginScope(("key", value)))
        {
            return await task.Run(id);
        }
    }
}
