using Undercurrent.Durability.Tasks;
using Undercurrent.Processes;
using Undercurrent.Records;

namespace Undercurrent.Durability;

[Collection(PostgresFixture.Collection)]
public class PoisonTests(PostgresFixture postgres)
{
    private const int MaxLostAttempts = 3;

    // Its caller, or the run's owner, may live on the silo that it kills: who takes over counts anew, but not without end.
    private const int MostSilosKilled = 15;

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
        Assert.Matches("lost \\d+ times in a row", record.Failure!.Message);
        Assert.Equal(record.Failure.Message, failure.Failure.Message);
        Assert.Contains(record.Failure.Task, (string[])[DeadlyTasks.Poison.Name, DeadlyTasks.Victim.Name]);
        var poison = (await store.Records.FindActionsAsync(run.RunId, new ActionQuery { Task = DeadlyTasks.Poison.Name })).Items;
        var attempts = Assert.Single(poison).Attempts;
        Assert.All(attempts, attempt => Assert.Contains(attempt.State, (ActionState[])[ActionState.Lost, ActionState.Abandoned]));
        Assert.All(attempts.Where(attempt => attempt.State == ActionState.Lost), attempt => Assert.NotNull(attempt.Failure));
        Assert.Contains(attempts, attempt => attempt.State == ActionState.Lost);
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
