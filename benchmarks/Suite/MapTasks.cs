namespace Undercurrent.Benchmarks.Suite;

/// <summary>What a map of very many items holds in memory.</summary>
internal static class MapTasks
{
    private const int Concurrency = 100;

    private static readonly TaskEnvironment Env = new("benchmarks_map");

    private static readonly TaskDefinition<int, int> Item = Env.Task(async (int number) =>
    {
        await Task.Yield();
        return number;
    });

    /// <summary>Bytes of live objects in the process when the last item's result is there and the map is still open.</summary>
    public static readonly TaskDefinition<int, double> LiveBytes = Env.Task(async (int items) =>
    {
        var seen = 0;
        await foreach (var result in Item.Map(Enumerable.Range(0, items), Concurrency))
        {
            if (++seen == items)
            {
                return (double)GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        throw new InvalidOperationException($"{seen} of {items} items answered.");
    });
}
