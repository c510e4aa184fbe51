using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule V3: runs and actions are found by their context.</summary>
public abstract class FindConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const int Children = 12;

    private readonly string _value = Gate.NewId();

    [Fact]
    public async Task V3_Runs_are_found_by_the_context_of_their_launch()
    {
        var one = await RecordOfAsync(Probe.See, ("find", _value), ("region", "eu"));
        var two = await RecordOfAsync(Probe.See, ("find", _value));

        Assert.Equal([two.Run.RunId, one.Run.RunId], await RunsAsync(("find", _value)));
        Assert.Equal([one.Run.RunId], await RunsAsync(("find", _value), ("region", "eu")));
        Assert.Empty(await RunsAsync(("find", _value), ("region", "us")));
    }

    [Fact]
    public async Task V3_Runs_are_found_by_what_any_action_saw_only_when_asked()
    {
        var recorded = await RecordOfAsync(FindTasks.Override, Children, ("find", _value), ("region", "eu"));
        await RecordOfAsync(Probe.See, ("find", _value));

        // Whichever silo ran the action.
        for (var number = 0; number < Children; number++)
        {
            Assert.Equal([recorded.Run.RunId], await RunsOfAnyActionAsync(("find", $"{_value}-{number}")));
            Assert.Empty(await RunsAsync(("find", $"{_value}-{number}")));
        }

        Assert.Equal(2, (await RunsOfAnyActionAsync(("find", _value))).Count);
        Assert.Equal([recorded.Run.RunId], await RunsOfAnyActionAsync(("find", $"{_value}-0"), ("region", "eu")));
        Assert.Empty(await RunsOfAnyActionAsync(("find", $"{_value}-0"), ("region", "us")));
        Assert.Empty(await RunsOfAnyActionAsync(("find", $"{_value}-{Children}")));
    }

    [Fact]
    public async Task V3_Runs_found_by_what_any_action_saw_come_in_pages()
    {
        var runs = new List<RunId>();
        for (var number = 0; number < 3; number++)
        {
            runs.Insert(0, (await RecordOfAsync(FindTasks.Override, 2, ("find", _value))).Run.RunId);
        }

        var found = new List<RunId>();
        var query = new RunQuery { Context = Wanted(("find", $"{_value}-1")), InAnyAction = true, Page = new PageRequest { Size = 2 } };
        var first = await Runner.Records.FindRunsAsync(query);
        var second = await Runner.Records.FindRunsAsync(query with { Page = query.Page with { After = first.Next } });

        Assert.Equal((2, 1, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(runs, first.Items.Concat(second.Items).Select(run => run.RunId));
    }

    [Fact]
    public async Task V3_Actions_are_found_by_what_they_saw_overrides_included()
    {
        var recorded = await RecordOfAsync(FindTasks.Override, Children, ("find", _value), ("region", "eu"));

        Assert.Equal(1 + Children, (await ActionsAsync(("find", _value))).Count);
        for (var number = 0; number < Children; number++)
        {
            var seen = $"{_value}-{number}";
            var expected = Assert.Single(recorded.Actions, action => action.Context["find"] == seen).ActionId;
            Assert.Equal([expected], await ActionsAsync(("find", seen), ("region", "eu")));
        }

        Assert.Equal(recorded.Actions.Count, (await ActionsAsync(("region", "eu"))).Count);
        Assert.Empty(await ActionsAsync(("region", "us")));

        async Task<HashSet<ActionId>> ActionsAsync(params (string Key, string Value)[] wanted) =>
        [
            .. (await Runner.Records.FindActionsAsync(recorded.Run.RunId, new ActionQuery { Context = Wanted(wanted) })).Items.Select(action => action.ActionId),
        ];
    }

    private async Task<IReadOnlyList<RunId>> RunsAsync(params (string Key, string Value)[] wanted) =>
        [.. (await Runner.Records.FindRunsAsync(new RunQuery { Context = Wanted(wanted) })).Items.Select(run => run.RunId)];

    private async Task<IReadOnlyList<RunId>> RunsOfAnyActionAsync(params (string Key, string Value)[] wanted) =>
        [.. (await Runner.Records.FindRunsAsync(new RunQuery { Context = Wanted(wanted), InAnyAction = true })).Items.Select(run => run.RunId)];

    private static Dictionary<string, string> Wanted(params (string Key, string Value)[] wanted) => wanted.ToDictionary(one => one.Key, one => one.Value);
}
