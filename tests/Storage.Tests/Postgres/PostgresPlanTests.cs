using Undercurrent.Storage.Tests.Plans;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>
/// Every question is answered from a range of an index, never by all rows of a table. Whether its order is the index's own
/// is the planner's choice, by how many rows there are.
/// </summary>
public sealed class PostgresPlanTests(PostgresPlanFixture fixture) : IClassFixture<PostgresPlanFixture>
{
    private const string NewestFirst = "From the newest on, until the page is full.";

    // What a plan may say all the same, and why.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["runs: Index Scan Backward using runs_launched on runs r"] = NewestFirst,
        ["runs by state: Index Scan Backward using runs_launched on runs r"] = NewestFirst,
        ["runs by task: Index Scan Backward using runs_launched on runs r"] = NewestFirst,
        ["cached results that are too old or too many: Seq Scan on cache_holds"] = "Has only the keys whose results are being made, and those of makers who died.",
        ["old runs: Index Scan using runs_ended on runs"] = "The first so many of those that have ended.",
        ["old runs: Index Only Scan using runs_ended on runs runs_1"] = "Counts those that have ended.",
        ["old runs: Index Scan using removals_pkey on removals"] = "Has only what is being removed.",
    };

    public static TheoryData<string> Names => [.. StoreQueries.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Question_is_answered_along_an_index(string name)
    {
        fixture.Log.Take();
        await StoreQueries.AskAsync(name, fixture.Store);

        var plans = fixture.Log.Take();
        var bad = plans.SelectMany(plan => Findings(plan.Lines)).Where(finding => !Allowed.ContainsKey($"{name}: {finding}")).ToArray();
        Assert.True(bad.Length == 0, $"{string.Join('\n', bad)}\n\nin\n\n{string.Join("\n\n", plans.Select(plan => $"{plan.Sql}\n    {string.Join("\n    ", plan.Lines)}"))}");
    }

    // A scan of a whole index is no better than that of its table.
    private static IEnumerable<string> Findings(string[] lines) =>
        from line in lines.Index()
        let node = NodeOf(line.Item)
        where node.StartsWith("Seq Scan", StringComparison.Ordinal)
            || (IsIndexScan(node) && !lines.Skip(line.Index + 1).Take(1).Any(next => next.TrimStart().StartsWith("Index Cond", StringComparison.Ordinal)))
        select node;

    private static bool IsIndexScan(string node) =>
        node.StartsWith("Index", StringComparison.Ordinal) && node.Contains("Scan", StringComparison.Ordinal);

    // A line of a plan without its costs.
    private static string NodeOf(string line)
    {
        var node = line.TrimStart(' ', '-', '>');
        var costs = node.IndexOf("  (", StringComparison.Ordinal);
        return costs < 0 ? node : node[..costs];
    }
}
