namespace Undercurrent.Durability.Tasks;

/// <summary>The load of the durability tests: nested runs whose every action reports what it saw, under scopes that add, override and remove keys.</summary>
public static class LoadTasks
{
    public static readonly TaskEnvironment Env = new("load");

    public static readonly TaskDefinition<string, int, Report> Leaf = Env.Task(async (string path, int milliseconds) =>
    {
        await Work.ForAsync(TimeSpan.FromMilliseconds(milliseconds), TaskContext.Current.CancellationToken);
        return Seen(path, []);
    });

    public static readonly TaskDefinition<string, LoadShape, Report> Parent = Env.Task(async (string path, LoadShape shape) =>
    {
        var below = new List<Report>();
        for (var index = 0; index < shape.Leaves; index++)
        {
            using (BeginLeaf(path, index))
            {
                below.Add(await Leaf.With(shape.Change).Run(PathOf(path, index), shape.LeafMilliseconds));
            }
        }

        return Seen(path, [.. below]);
    });

    public static readonly TaskDefinition<LoadShape, Report> Root = Env.Task(async (LoadShape shape) =>
    {
        var below = await Task.WhenAll(Enumerable.Range(0, shape.Parents).Select(index => CallParent(index, shape)));
        return Seen("", below);
    });

    /// <summary>The context of the launch of a run with this name.</summary>
    public static IReadOnlyList<ContextChange> LaunchContext(string name) => [("run", name), ("branch", "none"), ("only_root", "yes")];

    /// <summary>What the action at a place of the run with this name has to see.</summary>
    public static string ExpectedContext(string name, string path) => path.Split('-') switch
    {
        [""] => $$"""{"run": "{{name}}", "branch": "none", "only_root": "yes"}""",
        [var parent] => $$"""{"run": "{{name}}", "branch": "{{parent}}"}""",
        [var parent, var leaf] when IsOverridden(int.Parse(leaf, null)) => $$"""{"run": "{{name}}", "branch": "{{path}}", "leaf": "{{leaf}}"}""",
        [var parent, var leaf] => $$"""{"run": "{{name}}", "branch": "{{parent}}", "leaf": "{{leaf}}"}""",
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "No place in such a run."),
    };

    private static bool IsOverridden(int leaf) => leaf % 2 == 1;

    private static string PathOf(string parent, int leaf) => $"{parent}-{leaf}";

    // The call is made inside the block and awaited outside it (rule S8).
    private static Task<Report> CallParent(int index, LoadShape shape)
    {
        using (CustomContext.BeginScope(("branch", $"{index}"), CustomContext.Without("only_root")))
        {
            return Parent.With(shape.Change).Run($"{index}", shape);
        }
    }

    private static ContextScope BeginLeaf(string parent, int leaf) => IsOverridden(leaf)
        ? CustomContext.BeginScope(("branch", PathOf(parent, leaf)), ("leaf", $"{leaf}"))
        : CustomContext.BeginScope(("leaf", $"{leaf}"));

    private static Report Seen(string path, Report[] below) => new(path, CustomContext.Current.ToString(), Guid.NewGuid().ToString("n"), below);
}
