using Undercurrent.Client;
using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

public class LostGatewayTests
{
    private const int Runs = 6;

    [Fact]
    public async Task Client_that_loses_a_gateway_finds_its_runs_again_through_the_other()
    {
        await using var silos = await SiloPair.StartAsync();
        await using var runner = await Clients.ConnectAsync(silos.First, silos.Second);
        using var gate = new Gate();

        // A client spreads its grains over its gateways: of several runs some are watched through the one that is lost.
        var placed = new List<(RunHandle<string> Run, Visit Root)>();
        while (placed.Count < Runs)
        {
            var name = $"run-{placed.Count}";
            placed.Add(await Placed.OnAsync(silos.First, gate, () => runner.StartAsync(WaitingTasks.WaitHere, gate.Port, name, new RunOptions { Context = [("name", name)] })));
        }

        var results = placed.Select(entry => entry.Run.ResultAsync()).ToArray();
        var events = placed.Select(entry => KindsAsync(entry.Run)).ToArray();
        await silos.Second.KillAsync();
        foreach (var (_, root) in placed)
        {
            await root.LetGoOnAsync();
        }

        Assert.Equal(
            Enumerable.Range(0, Runs).Select(number => $$"""{"name": "run-{{number}}"}"""),
            await Task.WhenAll(results).Soon("the results"));
        Assert.All(await Task.WhenAll(events).Soon("the events"), kinds => Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.AttemptStarted, RunEventKind.AttemptEnded, RunEventKind.RunEnded], kinds));
        await AssertGoesOnAsync(runner);
    }

    private static async Task AssertGoesOnAsync(ClusterRunner runner)
    {
        var run = await runner.StartAsync(TreeTasks.Root, 3, 2).Soon("a launch with one gateway less");
        Assert.Equal(1 + 3 + (3 * 2), (await run.ResultAsync().Soon("its result")).Length);
    }

    private static async Task<List<RunEventKind>> KindsAsync(RunHandle run)
    {
        var kinds = new List<RunEventKind>();
        await foreach (var happened in run.FollowAsync())
        {
            kinds.Add(happened.Kind);
        }

        return kinds;
    }
}
