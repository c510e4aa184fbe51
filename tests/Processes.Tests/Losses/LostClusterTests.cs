using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

public class LostClusterTests
{
    [Fact]
    public async Task Client_whose_cluster_is_gone_gives_up_after_its_limit()
    {
        await using var silo = await SiloProcess.StartAsync(new SiloPlan());
        await using var runner = await Clients.ConnectAsync(options => options with { ReconnectLimit = TimeSpan.FromSeconds(2) }, silo);
        using var gate = new Gate();
        var run = await runner.StartAsync(WaitingTasks.Wait, gate.Port, "root");
        await gate.NextAsync("the root");
        var result = run.ResultAsync();

        await silo.KillAsync();

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => result.Soon("the end of the waiting for the result"));
        Assert.StartsWith("The cluster did not answer within 00:00:02. Runs that it has go on; ask for them again by their id", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ClusterUnreachableException>(() => runner.StartAsync(WordTasks.Sentence, ["too", "late"]).Soon("the end of a launch"));
        await Assert.ThrowsAsync<ClusterUnreachableException>(() => runner.GetRunAsync(run.RunId).Soon("the end of a question"));
    }
}
