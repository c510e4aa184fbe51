using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

public class LostOwnerTests
{
    [Fact]
    public async Task Silo_killed_that_owns_a_run_makes_waiting_and_following_clients_fail_and_not_hang()
    {
        await using var silos = await SiloPair.StartAsync();
        await using var launcher = await Clients.ConnectAsync(silos.Second);
        await using var runner = await Clients.ConnectAsync(silos.First);
        using var gate = new Gate();
        var (launched, _) = await Placed.OnAsync(silos.Second, gate, () => launcher.StartAsync(WaitingTasks.WaitHere, gate.Port, "root"));
        var run = (await runner.GetRunAsync(launched.RunId).Soon("the run, seen through the other silo"))!.As(WaitingTasks.WaitHere);
        var result = run.ResultAsync();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var events = FollowAsync(run, begun);
        await begun.Task.Soon("the first event");

        await silos.Second.KillAsync();

        var error = await Assert.ThrowsAsync<RunNotRecordedException>(() => result.Soon("the end of the waiting for the result"));
        Assert.Equal(run.RunId, error.RunId);
        Assert.StartsWith($"The run '{run.RunId}' is not in the record any more.", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RunNotRecordedException>(() => events.Soon("the end of the following"));
        await Assert.ThrowsAsync<RunNotRecordedException>(() => run.GetRecordAsync().Soon("the end of the reading"));
        Assert.Null(await runner.GetRunAsync(run.RunId).Soon("an answer"));
    }

    private static async Task FollowAsync(RunHandle run, TaskCompletionSource begun)
    {
        await foreach (var _ in run.FollowAsync())
        {
            begun.TrySetResult();
        }
    }
}
