using Undercurrent.Processes;

namespace Undercurrent.Durability;

/// <summary>One scenario from the cluster's start to the check of its record.</summary>
internal static class ScenarioRun
{
    public static async Task<ScenarioResult> RunAsync(Scenario scenario, Lengths lengths)
    {
        // Of its own, because one scenario stops it.
        var server = await PostgresServer.StartNewAsync();
        await using var databases = PostgresDatabases.On(server);
        var plan = scenario.IsDrain ? lengths.Load with { Shapes = [.. lengths.Load.Shapes, lengths.Undrained] } : lengths.Load;
        await using var silos = await ClusterOfSilos.StartAsync(databases, lengths.DrainSeconds);
        await using var runner = await silos.ConnectAsync();
        await using var load = new SteadyLoad(runner, plan, "run");
        DateTimeOffset from, to;
        try
        {
            await load.WhenEndedAsync(plan.WarmUp);
            from = TimeProvider.System.GetUtcNow();
            await scenario.HappenAsync(silos, server, lengths);
            to = TimeProvider.System.GetUtcNow();
            await load.WhenEndedAsync(lengths.RunsAfterwards);
            await load.FinishAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{scenario.Name}: {exception.Message}\n{load}\n{silos}", exception);
        }

        await using var store = await silos.OpenStoreAsync();
        var findings = await LoadCheck.RunAsync(store, load.Launched);
        findings.Complaints.AddRange(load.Complaints);
        return new ScenarioResult(scenario.Name, findings, await Progress.MeasureAsync(store, from, to), load.Refusals);
    }
}
