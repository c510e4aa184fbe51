namespace Undercurrent.Benchmarks.Suite;

/// <summary>A run of very many actions: some groups at once, and the children of each group at once. A call that is open takes memory.</summary>
internal static class MillionTasks
{
    private const int GroupsAtOnce = 10;

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
        var answered = 0;
        foreach (var some in Enumerable.Range(0, groups).Chunk(GroupsAtOnce))
        {
            answered += (await Task.WhenAll(some.Select(_ => Group.Run(calls)))).Sum();
        }

        return answered;
    });
}
