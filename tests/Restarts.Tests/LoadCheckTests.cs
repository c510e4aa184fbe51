using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;
using Undercurrent.Records;

namespace Undercurrent.Restarts;

/// <summary>A check that finds nothing wrong is worth something only if it would.</summary>
public class LoadCheckTests
{
    private static readonly LoadShape Shape = new(Parents: 2, Leaves: 2, LeafMilliseconds: 1);

    [Fact]
    public async Task Check_of_a_load_that_nothing_happened_to_finds_every_run_right()
    {
        await using var store = RunStore.InMemory();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        await using var load = new SteadyLoad(runner, new LoadPlan { Interval = TimeSpan.FromMilliseconds(1), Shapes = [Shape], WarmUp = 0 }, "run");
        await load.WhenEndedAsync(5);
        await load.FinishAsync();

        var findings = await LoadCheck.RunAsync(store, load.Launched);

        Assert.Empty(load.Complaints);
        Assert.Empty(findings.Complaints);
        Assert.InRange(findings.Right, 5, int.MaxValue);
        Assert.Equal(
            (load.Launched.Count, load.Launched.Count, load.Launched.Count * Shape.Actions, 0, 0),
            (findings.Launched, findings.Right, findings.Actions, findings.RecordedTwice, findings.ContextsWrong));
    }

    [Fact]
    public async Task Check_finds_actions_that_saw_another_context()
    {
        await using var store = RunStore.InMemory();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        await RunAsync(runner, "run-1", context: "run-2");

        var findings = await LoadCheck.RunAsync(store, [new LaunchedRun(RunId.Parse("run-1"), Shape)]);

        Assert.Equal((0, Shape.Actions), (findings.Right, findings.ContextsWrong));
        Assert.Contains(findings.Complaints, complaint => complaint.Contains("right is {\"run\": \"run-1\", \"branch\": \"1-1\", \"leaf\": \"1\"}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_finds_acknowledged_runs_that_are_not_in_the_record()
    {
        await using var store = RunStore.InMemory();
        var findings = await LoadCheck.RunAsync(store, [new LaunchedRun(RunId.Parse("run-1"), Shape)]);
        Assert.Equal(0, findings.Right);
        Assert.Equal(["run-1: was acknowledged and is not in the record"], findings.Complaints);
    }

    [Fact]
    public async Task Check_finds_runs_that_have_not_ended()
    {
        await using var store = RunStore.InMemory();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        var endless = Shape with { LeafMilliseconds = int.MaxValue };
        await runner.StartAsync(LoadTasks.Root, endless, new RunOptions { Id = RunId.Parse("run-1"), Context = LoadTasks.LaunchContext("run-1") });

        var findings = await LoadCheck.RunAsync(store, []);

        Assert.StartsWith("run-1: is Running", Assert.Single(findings.Complaints), StringComparison.Ordinal);
    }

    private static async Task RunAsync(IRunner runner, string id, string context)
    {
        var run = await runner.StartAsync(LoadTasks.Root, Shape, new RunOptions { Id = RunId.Parse(id), Context = LoadTasks.LaunchContext(context) });
        await run.ResultAsync();
    }
}
