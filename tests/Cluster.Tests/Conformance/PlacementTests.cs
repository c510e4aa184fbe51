using Undercurrent.Conformance;
using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>That the suite's cluster does what the suite relies on.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class PlacementTests(ClusterEngineFixture engine)
{
    [Fact]
    public async Task F1_Every_child_of_the_suite_runs_on_another_silo_than_its_parent()
    {
        var run = await engine.Runner.StartAsync(PlacementTasks.Tree, 3);
        var recorded = await RecordedRun.AtItsEndAsync(engine.Runner, run);

        var hosts = recorded.Actions.ToDictionary(action => action.ActionId, HostOf);
        Assert.Equal(15, recorded.Actions.Count);
        Assert.All(recorded.Actions.Where(action => action.ParentId is not null), child => Assert.NotEqual(hosts[child.ParentId!.Value], hosts[child.ActionId]));
    }

    [Fact]
    public async Task Task_with_local_placement_runs_on_the_silo_of_its_caller()
    {
        var run = await engine.Runner.StartAsync(PlacementTasks.CallsLocally);
        var recorded = await RecordedRun.AtItsEndAsync(engine.Runner, run);

        var hosts = recorded.AllOf(PlacementTasks.Local).Select(HostOf).Distinct();
        Assert.Equal([HostOf(recorded.Root)], hosts);
    }

    private static string HostOf(ActionRecord action) => Assert.Single(action.Attempts).Host!;
}
