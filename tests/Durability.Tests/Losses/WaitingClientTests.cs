using Undercurrent.Processes;
using Undercurrent.Processes.Tasks;

namespace Undercurrent.Durability;

[Collection(PostgresFixture.Collection)]
public class WaitingClientTests(PostgresFixture postgres)
{
    // A client spreads what it asks over its gateways: of several runs, some are watched through a silo that dies.
    private const int Runs = 9;

    [PostgresFact]
    public async Task Client_that_waits_gets_its_results_although_gateways_and_owners_die()
    {
        await using var silos = await ClusterOfSilos.StartAsync(postgres.Databases);
        await using var runner = await silos.ConnectAsync();
        using var gate = new Gate();
        var runs = new List<RunHandle<string>>();
        for (var number = 0; number < Runs; number++)
        {
            var name = $"run-{number}";
            runs.Add(await runner.StartAsync(WaitingTasks.WaitHere, gate.Port, name, new RunOptions { Context = [("name", name)] }).Soon("a launch"));
        }

        var visits = await gate.NextAsync(Runs, "the roots");
        var results = runs.Select(run => run.ResultAsync()).ToArray();
        var survivor = silos.IndexOf(visits[0]);
        await Task.WhenAll(Enumerable.Range(0, 3).Where(index => index != survivor).Select(silos.KillAsync));

        // Those on the silos that died come once more, with the context that they had.
        var left = visits.Where(visit => visit.IsOn(silos[survivor])).ToList();
        left.AddRange(await gate.NextAsync(Runs - left.Count, "the roots of the runs that were taken over"));
        Assert.All(left, visit => Assert.True(visit.IsOn(silos[survivor])));
        Assert.Equal(Runs, left.Select(visit => visit.Name).Distinct().Count());
        await Task.WhenAll(left.Select(visit => visit.LetGoOnAsync()));

        Assert.Equal(
            Enumerable.Range(0, Runs).Select(number => $$"""{"name": "run-{{number}}"}"""),
            await Task.WhenAll(results).Soon(() => $"the results; {silos}"));
    }
}
