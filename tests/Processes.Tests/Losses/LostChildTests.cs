using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

public class LostChildTests
{
    private const int Children = 8;

    [Fact]
    public async Task Silo_killed_while_it_executes_children_costs_their_attempts_and_not_the_run()
    {
        await using var silos = await SiloPair.StartAsync();
        await using var runner = await Clients.ConnectAsync(silos.First);
        using var gate = new Gate();
        var (run, root) = await Placed.OnAsync(
            silos.First, gate, () => runner.StartAsync(WaitingTasks.Family, gate.Port, Children, new RunOptions { Context = [("trace_id", "t-1")] }));
        await root.LetGoOnAsync();
        var first = await gate.NextAsync(Children, "the children");
        var lost = first.Where(child => child.IsOn(silos.Second)).ToArray();
        Assert.InRange(lost.Length, 1, Children - 1);

        await silos.Second.KillAsync();
        var second = await gate.NextAsync(lost.Length, "the second attempts of the lost children");

        // The same children, on the silo that is left, with the same context.
        Assert.Equal(lost.Select(child => child.Name).Order(), second.Select(child => child.Name).Order());
        Assert.All(second, child => Assert.True(child.IsOn(silos.First)));
        Assert.All(second, child => Assert.Equal(2, child.Attempt));
        Assert.All(second, child => Assert.Equal(lost.Single(before => before.Name == child.Name).Context, child.Context));
        foreach (var child in first.Except(lost).Concat(second))
        {
            await child.LetGoOnAsync();
        }

        Assert.Equal(
            Enumerable.Range(0, Children).Select(number => $$"""{"trace_id": "t-1", "child": "child-{{number}}"}"""),
            await run.ResultAsync().Soon("the result"));
        await AssertRecordAsync(runner, run, [.. lost.Select(child => child.Name)]);
    }

    private static async Task AssertRecordAsync(IRunner runner, RunHandle run, string[] lost)
    {
        var record = await run.GetRecordAsync();
        Assert.Equal(RunState.Succeeded, record.State);
        var children = (await runner.Records.GetChildrenAsync(run.RunId, record.RootActionId)).Items;
        Assert.Equal(Children, children.Count);
        foreach (var child in children)
        {
            ActionState[] expected = lost.Contains(child.Context["child"]) ? [ActionState.Lost, ActionState.Succeeded] : [ActionState.Succeeded];
            Assert.Equal(ActionState.Succeeded, child.State);
            Assert.Equal(expected, child.Attempts.Select(attempt => attempt.State));
            Assert.Equal(Enumerable.Range(1, expected.Length), child.Attempts.Select(attempt => attempt.Number));
            Assert.Equal("first", child.Attempts[^1].Host);
            Assert.All(child.Attempts, attempt => Assert.Equal(attempt.State == ActionState.Lost, attempt.Failure is not null));
        }
    }
}
