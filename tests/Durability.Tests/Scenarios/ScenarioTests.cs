using Undercurrent.Processes;
using Xunit.Abstractions;

namespace Undercurrent.Durability;

/// <summary>The scenarios in their short form; the long one is this project as a program.</summary>
public class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name)];

    [OwnPostgresTheory]
    [MemberData(nameof(Names))]
    public async Task Cluster_under_load_ends_every_run_right(string scenario)
    {
        var result = await ScenarioRun.RunAsync(Scenario.All.Single(one => one.Name == scenario), Lengths.Short);
        output.WriteLine($"{ScenarioResult.Head}\n{result}");
        Assert.True(result.Findings.Complaints.Count == 0, string.Join('\n', result.Findings.Complaints.Take(20)));
        Assert.Equal(result.Findings.Launched, result.Findings.Right);
        Assert.Equal((0, 0), (result.Findings.RecordedTwice, result.Findings.ContextsWrong));
    }
}
