using Undercurrent.Processes;
using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Durability;

[Collection(PostgresFixture.Collection)]
public class CancelledRunTests(PostgresFixture postgres)
{
    [PostgresFact]
    public async Task Run_whose_cancelling_was_acknowledged_ends_cancelled_although_its_owner_dies()
    {
        await using var silos = await ClusterOfSilos.StartAsync(postgres.Databases);
        await using var runner = await silos.ConnectAsync();
        using var gate = new Gate();

        // A body that doesn't heed its token keeps the run from ending before its owner is killed.
        var run = await runner.StartAsync(WaitingTasks.Ignore.With(options => options with { Placement = TaskPlacement.Local }), gate.Port).Soon("the launch");
        var root = await gate.NextAsync("the root");
        var result = run.ResultAsync();
        await run.CancelAsync().Soon("the acknowledgement");
        await silos.KillAsync(silos.IndexOf(root));

        await Assert.ThrowsAsync<ActionCancelledException>(() => result.Soon(() => $"the end of the run; {silos}"));
        var record = await run.GetRecordAsync();
        Assert.Equal(RunState.Cancelled, record.State);
        Assert.Equal(1, record.TakenOver);
    }
}
