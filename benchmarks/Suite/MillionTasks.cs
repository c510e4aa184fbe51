namespace Undercurrent.Benchmarks.Suite;

/// <summary>A run of very many actions: groups at once, and the children of each group at once.</summary>
internal static class MillionTasks
{
    private static readonly TaskEnvironment Env = new("benchmarks_million");

    private static readonly TaskDefinition<int, int> Group = Env.Task(async (int calls) =>
    {
        var children = new Task<string>[calls];
        for (var call = 0; call < calls; call++)
        {
            children[call] = CallTasks.Answer.Run(Payload.Numbered(call));
        }

        return (await Task.WhenAll(children)).Length;
    });

    /// <summary>Returns how many leaves answered.</summary>
    public static readonly TaskDefinition<int, int, int> Groups = Env.Task(async (int groups, int calls) =>
    {
        var children = new Task<int>[groups];
        for (var group = 0; group < groups; group++)
        {
            children[group] = Group.Run(calls);
        }

        return (await Task.WhenAll(children)).Sum();
    });
}
