namespace Undercurrent.Processes.Tasks;

/// <summary>A wide and nested tree whose every action reports what it saw.</summary>
public static class TreeTasks
{
    public static readonly TaskEnvironment Env = new("tree");

    /// <summary>Reports the context that it sees.</summary>
    public static readonly TaskDefinition<string, Sighting> Leaf = Env.Task(async (string path) =>
    {
        await Task.Yield(); // The others get their turn, so that the actions interleave.
        return new Sighting(path, CustomContext.Current.ToString());
    });

    /// <summary>Reports its own context behind those of its leaves: their scopes must have left it alone.</summary>
    public static readonly TaskDefinition<string, int, Sighting[]> Branch = Env.Task(async (string path, int leaves) =>
    {
        var below = await Task.WhenAll(Enumerable.Range(0, leaves).Select(index => Under($"{path}-{index}", "leaf", below => Leaf.Run(below))));
        return below.Append(new Sighting(path, CustomContext.Current.ToString())).ToArray();
    });

    /// <summary>Collects the reports of all.</summary>
    public static readonly TaskDefinition<int, int, Sighting[]> Root = Env.Task(async (int branches, int leaves) =>
    {
        var below = await Task.WhenAll(Enumerable.Range(0, branches).Select(index => Under($"{index}", "branch", below => Branch.Run(below, leaves))));
        return below.SelectMany(reports => reports).Append(new Sighting("", CustomContext.Current.ToString())).ToArray();
    });

    private static Task<T> Under<T>(string path, string key, Func<string, Task<T>> call)
    {
        using (CustomContext.BeginScope((key, path)))
        {
            return call(path);
        }
    }
}
