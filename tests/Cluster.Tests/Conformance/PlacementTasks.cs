namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>Tasks that show where actions run.</summary>
public static class PlacementTasks
{
    public static readonly TaskEnvironment Env = new("cluster_placement");

    public static readonly TaskDefinition<NoResult> Local = Env.Task(
        () => Task.CompletedTask, new TaskOptions { Placement = TaskPlacement.Local });

    public static readonly TaskDefinition<NoResult> CallsLocally = Env.Task(
        async () => { await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Local.Run())); });

    public static readonly TaskDefinition<int, NoResult> Tree = Env.Task(async (int levels) =>
    {
        if (levels > 0)
        {
            await Task.WhenAll(Tree!.Run(levels - 1), Tree.Run(levels - 1));
        }
    });
}
