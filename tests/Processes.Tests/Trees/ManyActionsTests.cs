using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

[Collection(SharedSilos.Collection)]
public class ManyActionsTests(SharedSilos silos)
{
    private const int Branches = 333;
    private const int Leaves = 5;

    [Fact]
    public async Task Two_thousand_actions_on_two_silos_each_see_their_own_context()
    {
        await using var runner = await Clients.ConnectAsync(silos.First, silos.Second);
        var run = await runner.StartAsync(TreeTasks.Root, Branches, Leaves, new RunOptions { Context = [("trace_id", "t-1")] });
        var seen = await run.ResultAsync().Soon("2,000 actions");

        Assert.Equal(1 + Branches + (Branches * Leaves), seen.Length);
        Assert.Equal(Expected().Order(StringComparer.Ordinal), seen.Select(sighting => $"{sighting.Path}: {sighting.Context}").Order(StringComparer.Ordinal));
        var record = await run.GetRecordAsync();
        var branches = (await runner.Records.GetChildrenAsync(run.RunId, record.RootActionId, new PageRequest { Size = 1000 })).Items;
        Assert.Equal(Branches, branches.Count);
        Assert.Equal(["first", "second"], branches.Select(branch => Assert.Single(branch.Attempts).Host).Distinct().Order());
        Assert.All(branches, branch => Assert.Equal(ActionState.Succeeded, branch.State));
    }

    private static IEnumerable<string> Expected()
    {
        yield return """: {"trace_id": "t-1"}""";
        for (var branch = 0; branch < Branches; branch++)
        {
            yield return $$"""{{branch}}: {"trace_id": "t-1", "branch": "{{branch}}"}""";
            for (var leaf = 0; leaf < Leaves; leaf++)
            {
                yield return $$"""{{branch}}-{{leaf}}: {"trace_id": "t-1", "branch": "{{branch}}", "leaf": "{{branch}}-{{leaf}}"}""";
            }
        }
    }
}
