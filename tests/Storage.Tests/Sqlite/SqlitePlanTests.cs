using Undercurrent.Storage.Tests.Plans;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>Every question goes along an index, in the order of its pages: no scan of a table, and no sort.</summary>
public sealed class SqlitePlanTests(SqlitePlanFixture fixture) : IClassFixture<SqlitePlanFixture>
{
    private const string AllOfARun = "The first so many of one run's rows, kept while they are read; an index for it would be written with every action.";
    private const string TwoParts = "Of the two tables' rows, each found along its key and cut before.";
    private const string OfThePage = "Of the page's rows alone, which were found along their index.";
    private const string AsManyAsStates = "Has as many rows as there are states.";
    private const string AsManyAsContexts = "Has as many rows as the run has contexts.";
    private const string UnderWay = "Of the runs that are under way alone.";

    private const string BeingMade = "Has only the keys whose results are being made, and those of makers who died.";

    // What a plan may say all the same, and why.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["actions: USE TEMP B-TREE FOR ORDER BY"] = AllOfARun,
        ["actions that succeeded: USE TEMP B-TREE FOR ORDER BY"] = AllOfARun,
        ["actions by task: USE TEMP B-TREE FOR ORDER BY"] = AllOfARun,
        ["actions by context: USE TEMP B-TREE FOR ORDER BY"] = AllOfARun,
        ["actions by error: USE TEMP B-TREE FOR ORDER BY"] = "Of those that did not succeed alone.",
        ["actions by state: USE TEMP B-TREE FOR ORDER BY"] = OfThePage,
        ["actions by parent: USE TEMP B-TREE FOR ORDER BY"] = OfThePage,
        ["actions by parent and state: USE TEMP B-TREE FOR ORDER BY"] = OfThePage,
        ["actions by read key: USE TEMP B-TREE FOR ORDER BY"] = AllOfARun,
        ["slowest children: USE TEMP B-TREE FOR ORDER BY"] = "The first so many of one action's children, kept while their times are read.",
        ["counts of children: USE TEMP B-TREE FOR GROUP BY"] = AsManyAsStates,
        ["counts of actions: USE TEMP B-TREE FOR GROUP BY"] = AsManyAsStates,
        ["counts of actions by parent: USE TEMP B-TREE FOR GROUP BY"] = AsManyAsStates,
        ["counts of actions by context: USE TEMP B-TREE FOR GROUP BY"] = AsManyAsStates,
        ["contexts: SCAN u"] = AsManyAsContexts,
        ["contexts: USE TEMP B-TREE FOR GROUP BY"] = AsManyAsContexts,
        ["contexts: USE TEMP B-TREE FOR ORDER BY"] = AsManyAsContexts,
        ["events: SCAN a"] = TwoParts,
        ["events: SCAN e"] = TwoParts,
        ["events: USE TEMP B-TREE FOR ORDER BY"] = TwoParts,
        ["unfinished runs: SCAN u"] = UnderWay,
        ["unfinished runs: USE TEMP B-TREE FOR ORDER BY"] = UnderWay,
        ["unfinished runs of a scope: SCAN u"] = UnderWay,
        ["unfinished runs of a scope: USE TEMP B-TREE FOR ORDER BY"] = UnderWay,
        ["claim: SCAN c"] = "One row: the count of the run's outcomes.",
        ["cached results that are too old or too many: SCAN cache_holds"] = BeingMade,
        ["interrupted runs: USE TEMP B-TREE FOR DISTINCT"] = UnderWay,
    };

    public static TheoryData<string> Names => [.. StoreQueries.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Question_is_answered_along_an_index(string name)
    {
        fixture.Log.Take();
        await StoreQueries.AskAsync(name, fixture.Store);

        var plans = fixture.Log.Take();
        Assert.NotEmpty(plans);
        var bad = plans.SelectMany(plan => plan.Lines).Where(line => IsBad(line) && !Allowed.ContainsKey($"{name}: {line}")).ToArray();
        Assert.True(bad.Length == 0, $"{string.Join('\n', bad)}\n\nin\n\n{string.Join("\n\n", plans.Select(plan => $"{plan.Sql}\n    {string.Join("\n    ", plan.Lines)}"))}");
    }

    [Theory]
    [InlineData("action", "SEARCH action_ids USING PRIMARY KEY (run_no=? AND id=?)")]
    [InlineData("action", "SEARCH a USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("recorded action", "SEARCH action_ids USING PRIMARY KEY (run_no=? AND id=?)")]
    [InlineData("actions", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("actions by task", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("actions by context", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("actions by state", "SEARCH i USING COVERING INDEX actions_rest (run_no=? AND state=?")]
    [InlineData("actions by error", "SEARCH i USING COVERING INDEX actions_rest (run_no=?")]
    [InlineData("children", "SEARCH a USING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("counts of children", "SEARCH actions USING COVERING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("counts of actions", "SEARCH i USING COVERING INDEX actions_tree (run_no=?")]
    [InlineData("counts of failed actions", "SEARCH i USING COVERING INDEX actions_rest (run_no=? AND state=?")]
    [InlineData("counts of actions by parent", "SEARCH i USING COVERING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("counts of actions by error", "SEARCH i USING INDEX actions_rest (run_no=?")]
    [InlineData("counts of actions by read key", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("actions by parent", "SEARCH i USING COVERING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("actions by parent and state", "SEARCH i USING COVERING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("actions by read key", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("slowest children", "SEARCH i USING INDEX actions_tree (run_no=? AND parent=?")]
    [InlineData("contexts", "SEARCH i USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("runs by state", "SEARCH r USING INDEX runs_state (state=?")]
    [InlineData("runs by task", "SEARCH r USING INDEX runs_task (task=?")]
    [InlineData("runs by label", "SEARCH m USING PRIMARY KEY (mark=?")]
    [InlineData("runs by error", "SEARCH m USING PRIMARY KEY (mark=?")]
    [InlineData("runs by context of any action", "SEARCH m USING PRIMARY KEY (mark=?")]
    [InlineData("unfinished runs", "SEARCH runs USING INDEX runs_open (owner=?")]
    [InlineData("unfinished runs of a scope", "SEARCH runs USING INDEX runs_open (owner=?")]
    [InlineData("runs to be cancelled", "SEARCH runs USING INDEX runs_open (owner=?")]
    public async Task Question_is_answered_along_the_index_that_is_meant_for_it(string name, string expected)
    {
        fixture.Log.Take();
        await StoreQueries.AskAsync(name, fixture.Store);

        var lines = string.Join('\n', fixture.Log.Take().SelectMany(plan => plan.Lines));
        Assert.Contains(expected, lines, StringComparison.Ordinal);
    }

    private static bool IsBad(string line) =>
        (line.StartsWith("SCAN", StringComparison.Ordinal) && !line.Contains(" USING ", StringComparison.Ordinal) && line != "SCAN CONSTANT ROW")
        || line.Contains("TEMP B-TREE", StringComparison.Ordinal)
        || line.Contains("AUTOMATIC", StringComparison.Ordinal);
}
