namespace Undercurrent.Conformance;

/// <summary>Tasks that call in groups.</summary>
public static class GroupTasks
{
    public static readonly TaskEnvironment Env = new("conformance_groups");

    /// <summary>Calls outside, in a group, in a group inside it under a scope, and behind it.</summary>
    public static readonly TaskDefinition<string[]> Grouped = Env.Task(async () =>
    {
        var results = new List<string> { await Probe.SeeNumbered.Run(0) };
        using (TaskGroup.Begin("shard 1"))
        {
            results.Add(await Probe.SeeNumbered.Run(1));
            using (CustomContext.BeginScope(("key", "scope")))
            using (TaskGroup.Begin("part 2"))
            {
                results.Add(await Probe.SeeNumbered.Run(2));
            }

            results.Add(await Probe.SeeNumbered.Run(3));
            results.Add(await Probe.Deep.Run(1));
        }

        results.Add(await Probe.SeeNumbered.Run(4));
        return results.ToArray();
    });

    /// <summary>Two branches at once, each in a group of its own.</summary>
    public static readonly TaskDefinition<string[]> Branches = Env.Task(async () => await Task.WhenAll(BranchAsync(0), BranchAsync(1)));

    /// <summary>The message of the refusal of a name.</summary>
    public static readonly TaskDefinition<string, string> Refused = Env.Task((string name) =>
    {
        try
        {
            TaskGroup.Begin(name).Dispose();
            return "taken";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    });

    private static async Task<string> BranchAsync(int number)
    {
        using (TaskGroup.Begin($"branch {number}"))
        {
            await Task.Yield();
            return await Probe.SeeNumbered.Run(number);
        }
    }
}
