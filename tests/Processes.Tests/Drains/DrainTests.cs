using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

/// <summary>SIGTERM: what runs may end, and whoever waits for it is answered.</summary>
public class DrainTests
{
    [Fact]
    public async Task Run_that_ends_within_the_drain_time_gives_its_client_the_result()
    {
        await using var silo = await SiloProcess.StartAsync(new SiloPlan());
        await using var runner = await Clients.ConnectAsync(silo);
        using var gate = new Gate();
        var run = await runner.StartAsync(WaitingTasks.Family, gate.Port, 3);
        var root = await gate.NextAsync("the root");
        var result = run.ResultAsync();

        await silo.TerminateAsync();

        // It may even call children during the drain.
        await root.LetGoOnAsync();
        foreach (var child in await gate.NextAsync(3, "the children"))
        {
            await child.LetGoOnAsync();
        }

        Assert.Equal(3, (await result.Soon("the result")).Length);
        var end = await silo.EndAsync();
        Assert.Equal(0, end.Code);
        Assert.Contains("Draining: ", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("The drain time is over", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_that_drains_takes_no_further_runs_while_another_does()
    {
        await using var silos = await SiloPair.StartAsync();
        await using var runner = await Clients.ConnectAsync(silos.First, silos.Second);
        using var gate = new Gate();
        var (busy, root) = await Placed.OnAsync(silos.Second, gate, () => runner.StartAsync(WaitingTasks.WaitHere, gate.Port, "busy"));
        await silos.Second.TerminateAsync();

        for (var launches = 0; launches < 6; launches++)
        {
            var run = await runner.StartAsync(WaitingTasks.WaitHere, gate.Port, "new").Soon("a launch during the drain");
            var visit = await gate.NextAsync("a new run");
            Assert.True(visit.IsOn(silos.First));
            await visit.LetGoOnAsync();
            await run.ResultAsync().Soon("the result of a new run");
        }

        await root.LetGoOnAsync();
        await busy.ResultAsync().Soon("the result of the run that was there before");
        Assert.Equal(0, (await silos.Second.EndAsync()).Code);
    }
}
