using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;
using Undercurrent.Records;

namespace Undercurrent.Durability;

[Collection(PostgresFixture.Collection)]
public class PoisonTests(PostgresFixture postgres)
{
    private const int MaxLostAttempts = 3;

    // Its caller may live on the silo that it kills: then the caller is lost with it, and counts anew.
    private const int MostSilosKilled = MaxLostAttempts * MaxLostAttempts;

    /// <param name="milliseconds">At once, so that nobody could record that it started, or later.</param>
    [PostgresTheory]
    [InlineData(0)]
    [InlineData(1500)]
    public async Task Action_that_kills_its_silo_fails_after_its_lost_attempts_and_the_record_says_why(int milliseconds)
    {
        await using var silos = await ClusterOfSilos.StartAsync(postgres.Databases);
        await using var runner = await silos.ConnectAsync();
        var killed = new Counter();
        using var over = new CancellationTokenSource();
        var watching = Enumerable.Range(0, 3).Select(index => RestartAsync(silos, index, killed, over.Token)).ToArray();

        var run = await runner.StartAsync(DeadlyTasks.Victim, milliseconds).Soon("the launch");
        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon(() => $"the end of the run; {killed.Value} silos were killed\n{silos}"));
        await over.CancelAsync();
        await Task.WhenAll(watching).Soon("the last silo to be ready again");

        Assert.InRange(killed.Value, MaxLostAttempts, MostSilosKilled);
        await using var store = await silos.OpenStoreAsync();
        var record = (await store.Records.GetRunAsync(run.RunId))!;
        Assert.Equal(RunState.Failed, record.State);
        Assert.Contains("lost", record.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(record.Failure.Message, failure.Failure.Message);
        var poison = (await store.Records.FindActionsAsync(run.RunId, new ActionQuery { Task = DeadlyTasks.Poison.Name })).Items;
        Assert.All(poison.SelectMany(action => action.Attempts), attempt =>
        {
            Assert.Equal(ActionState.Lost, attempt.State);
            Assert.NotNull(attempt.Failure);
        });
    }

    // As a supervisor of services does.
    private static async Task RestartAsync(ClusterOfSilos silos, int index, Counter killed, CancellationToken over)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = over.UnsafeRegister(_ => stop.TrySetResult(), null);
        while (await Task.WhenAny(silos.WhenEndedAsync(index), stop.Task) != stop.Task)
        {
            killed.Add();
            await silos.EndAsync(index);
            await silos.StartAsync(index);
        }
    }
}
