using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Tasks that map. Those with an id meet their test at gates.</summary>
public static class MapTasks
{
    public static readonly TaskEnvironment Env = new("conformance_map");

    private static readonly ConcurrentDictionary<string, Tide> Tides = new(StringComparer.Ordinal);

    public static readonly TaskDefinition<int, string> Square = Env.Task(async (int number) =>
    {
        await Task.Yield();
        return number % 10 == 7 ? throw new InvalidOperationException($"no sevens: {number}") : $"{number * number} {CustomContext.Current}";
    });

    /// <summary>Counts how many are open, and ends when its gate opens, or when cancelled.</summary>
    public static readonly TaskDefinition<string, string> Wait = Env.Task(async (string gate) =>
    {
        var counter = Of(gate.Split('/')[0]);
        counter.Rise();
        try
        {
            Gathering.Of(gate.Split('/')[0], int.MaxValue).Arrive();
            await Gate.Of(gate).WaitAsync(TaskContext.Current.CancellationToken);
            return gate.EndsWith("/fails", StringComparison.Ordinal) ? throw new InvalidOperationException("as it must") : gate;
        }
        finally
        {
            counter.Fall();
        }
    });

    /// <summary>All results in order, and the context of each: of the call of Map, wherever it is enumerated.</summary>
    public static readonly TaskDefinition<int, string[]> InOrder = Env.Task(async (int count) =>
    {
        IAsyncEnumerable<MapResult<string>> results;
        using (CustomContext.BeginScope(("key", "at map")))
        {
            results = Square.Map(Enumerable.Range(0, count).Select(number => number * 10), maxConcurrency: 7);
        }

        using (CustomContext.BeginScope(("key", "at enumeration")))
        {
            return await results.Select(result => $"{result.Index}: {result.Value}").ToArrayAsync();
        }
    });

    /// <summary>Goes on over failures.</summary>
    public static readonly TaskDefinition<int, string[]> OverFailures = Env.Task(async (int count) => await Square
        .Map(CountAsync(count), maxConcurrency: 5, OnFailure.Continue)
        .Select(result => result.IsSuccess ? $"{result.Index} ok" : $"{result.Index} {result.Failure!.Message}")
        .ToArrayAsync());

    /// <summary>Stops at the first failure; says how many results it had seen.</summary>
    public static readonly TaskDefinition<int, string> UntilFailure = Env.Task(async (int count) =>
    {
        var seen = 0;
        try
        {
            await foreach (var result in Square.Map(Enumerable.Range(0, count), maxConcurrency: 1))
            {
                seen++;
            }

            return "no failure";
        }
        catch (TaskFailedException exception)
        {
            return $"{seen} then {exception.Failure.Message}";
        }
    });

    /// <summary>Maps over gates, as they come.</summary>
    public static readonly TaskDefinition<string, int, string[]> AsTheyCome = Env.Task(async (string id, int maxConcurrency) =>
    {
        var results = new List<string>();
        await foreach (var result in Wait.Map(Enumerable.Range(0, 6).Select(number => $"{id}/{number}"), maxConcurrency, order: MapOrder.AsTheyCome))
        {
            results.Add(result.Value);
            Gate.Of($"{id}/seen {result.Value}").Open();
        }

        return results.ToArray();
    });

    /// <summary>Three that wait and one that fails; says how the map ended and how many were then open.</summary>
    public static readonly TaskDefinition<string, string> StopOpen = Env.Task(async (string id) =>
    {
        try
        {
            await Wait.Map([$"{id}/0", $"{id}/1", $"{id}/2", $"{id}/fails"], maxConcurrency: 4).ToListAsync();
            return "no failure";
        }
        catch (TaskFailedException exception)
        {
            return $"{exception.Failure.Message}, {Open(id)} open";
        }
    });

    /// <summary>Takes the first result and leaves.</summary>
    public static readonly TaskDefinition<string, string> TakeFirst = Env.Task(async (string id) =>
    {
        await foreach (var result in Wait.Map(Enumerable.Range(0, 6).Select(number => $"{id}/{number}"), maxConcurrency: 3, order: MapOrder.AsTheyCome))
        {
            return $"{result.Value == $"{id}/1"}, {await Task.FromResult(Open(id))}";
        }

        return "none";
    });

    public static readonly TaskDefinition<string, int> MapAndWait = Env.Task(async (string id) =>
        (await Wait.Map(Enumerable.Range(0, 3).Select(number => $"{id}/{number}"), onFailure: OnFailure.Continue).ToListAsync()).Count);

    /// <summary>A source that has its next item only when the result of the one before has been seen.</summary>
    public static readonly TaskDefinition<string, int[]> Crawl = Env.Task(async (string id) =>
    {
        var results = new List<int>();
        await foreach (var result in Square.Map(FollowAsync(id), order: MapOrder.AsTheyCome))
        {
            results.Add(result.Index);
            Gate.Of($"{id}/{result.Index}").Open();
        }

        return results.ToArray();
    });

    /// <summary>Items of which one takes longer than it may.</summary>
    public static readonly TaskDefinition<string, string[]> OverTimeouts = Env.Task(async (string id) => await Wait
        .With(options => options with { Timeout = new TimeoutOptions { Attempt = TimeSpan.FromMilliseconds(200) } })
        .Map([$"{id}/open", $"{id}/shut", $"{id}/open"], maxConcurrency: 2, OnFailure.Continue)
        .Select(result => result.IsSuccess ? "in time" : result.Failure!.Type)
        .ToArrayAsync());

    public static readonly TaskDefinition<string> EnumerateTwice = Env.Task(async () =>
    {
        var map = Square.Map([1, 2]);
        await map.ToListAsync();
        try
        {
            await map.ToListAsync();
            return "again";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    });

    public static readonly TaskDefinition<int, string> Refused = Env.Task((int maxConcurrency) =>
    {
        try
        {
            Square.Map([], maxConcurrency);
            return "taken";
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return exception.ParamName!;
        }
    });

    /// <summary>How many of a test's are open now.</summary>
    public static int Open(string id) => Of(id).Now;

    /// <summary>The most that were open at a time.</summary>
    public static int Most(string id) => Of(id).Highest;

    private static async IAsyncEnumerable<int> FollowAsync(string id)
    {
        for (var number = 0; number < 5; number++)
        {
            yield return number;
            await Gate.Of($"{id}/{number}").WaitAsync();
        }
    }

    private static Tide Of(string id) => Tides.GetOrAdd(id, _ => new Tide());

    private static async IAsyncEnumerable<int> CountAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
