using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Processes;

/// <summary>At the end of the drain time the tokens of what still runs are signalled, and the silo goes.</summary>
public class DrainTimeTests
{
    private const string Over = "The drain time is over";

    [Fact]
    public async Task Body_that_heeds_its_token_is_told_at_the_end_of_the_drain_time_and_runs_again_elsewhere()
    {
        await using var silos = await SiloPair.StartAsync(new SiloPlan { DrainSeconds = 1 });
        await using var runner = await Clients.ConnectAsync(silos.First, silos.Second);
        using var gate = new Gate();
        var (run, root) = await Placed.OnAsync(silos.First, gate, () => runner.StartAsync(WaitingTasks.Family, gate.Port, 2));
        await root.LetGoOnAsync();
        var children = await gate.NextAsync(2, "the children");
        var stays = children.Single(child => child.IsOn(silos.First));
        var moves = children.Single(child => child.IsOn(silos.Second));

        await silos.Second.TerminateAsync();

        var told = await gate.NextAsync("the child, told that its silo stops");
        Assert.Equal((WaitingTasks.Told, 1, true), (told.Name, told.Attempt, told.IsOn(silos.Second)));

        // Until the silo has left the cluster, a further attempt may come to it, and is told at once.
        var again = await NextUntoldAsync(gate);
        Assert.Equal((moves.Name, moves.Context, true), (again.Name, again.Context, again.IsOn(silos.First)));
        var end = await silos.Second.EndAsync();
        Assert.Equal(0, end.Code);
        Assert.Contains(Over, end.Errors, StringComparison.Ordinal);
        await again.LetGoOnAsync();
        await stays.LetGoOnAsync();
        Assert.Equal(2, (await run.ResultAsync().Soon(() => $"the result, from {silos.First}")).Length);
        var record = await run.GetRecordAsync();
        var recorded = (await runner.Records.GetChildrenAsync(run.RunId, record.RootActionId)).Items.Single(child => child.Context["child"] == moves.Name);
        Assert.Equal(
            [.. Enumerable.Repeat(ActionState.Lost, again.Attempt - 1), ActionState.Succeeded], recorded.Attempts.Select(attempt => attempt.State));
    }

    private static async Task<Visit> NextUntoldAsync(Gate gate)
    {
        while (true)
        {
            var visit = await gate.NextAsync("a further attempt");
            if (visit.Name != WaitingTasks.Told)
            {
                return visit;
            }
        }
    }
}
