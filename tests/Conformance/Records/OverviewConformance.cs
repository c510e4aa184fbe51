using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>What is told of many actions of a run at once, wherever they ran.</summary>
public abstract class OverviewConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const int Children = 12;

    [Fact]
    public async Task Actions_are_counted_by_state_wherever_they_ran()
    {
        var recorded = await RecordOfAsync(OverviewTasks.FailSome, Children);
        var (run, root) = (recorded.Run.RunId, recorded.Root.ActionId);

        // Each child calls one, and is tried twice: the second try on another silo, where there is one.
        Assert.Equal([(ActionState.Succeeded, 1 + Children), (ActionState.Failed, Children)], await CountsAsync(new ActionQuery()));
        Assert.Equal([(ActionState.Succeeded, Children)], await CountsAsync(new ActionQuery { ParentId = root }));
        Assert.Equal([(ActionState.Failed, Children)], await CountsAsync(new ActionQuery { Task = OverviewTasks.Fail.Name }));
        Assert.Equal([(ActionState.Failed, Children)], await CountsAsync(new ActionQuery { State = ActionState.Failed }));
        Assert.Empty(await CountsAsync(new ActionQuery { State = ActionState.WaitingToRetry }));
        Assert.Empty(await CountsAsync(new ActionQuery { State = ActionState.Abandoned }));
        Assert.Equal([(ActionState.Failed, 1)], await CountsAsync(new ActionQuery { ErrorText = "number 3" }));
        Assert.Equal([(ActionState.Succeeded, Children)], await CountsAsync(new ActionQuery { Reads = "find" }));
        Assert.Equal([(ActionState.Failed, 1)], await CountsAsync(new ActionQuery { Context = new Dictionary<string, string> { ["find"] = "7" } }));
        Assert.Empty(await Runner.Records.CountActionsAsync(RunId.Parse(Gate.NewId()), new ActionQuery()));

        async Task<IEnumerable<(ActionState, long)>> CountsAsync(ActionQuery query) =>
            (await Runner.Records.CountActionsAsync(run, query)).OrderBy(count => count.Key).Select(count => (count.Key, count.Value));
    }

    [Fact]
    public async Task Actions_are_found_by_their_caller_and_by_what_they_read()
    {
        var recorded = await RecordOfAsync(OverviewTasks.FailSome, Children);
        var children = recorded.AllOf(OverviewTasks.CallFailing);

        Assert.Equal(Ids(children), await FoundAsync(new ActionQuery { ParentId = recorded.Root.ActionId }));
        Assert.Equal(Ids(children), await FoundAsync(new ActionQuery { Reads = "find" }));
        Assert.Equal(
            Ids(recorded.Actions.Where(action => action.ParentId == children[0].ActionId)), await FoundAsync(new ActionQuery { ParentId = children[0].ActionId }));
        Assert.Empty(await FoundAsync(new ActionQuery { Reads = "nobody.reads.it" }));

        async Task<IEnumerable<ActionId>> FoundAsync(ActionQuery query) => Ids((await Runner.Records.FindActionsAsync(recorded.Run.RunId, query)).Items);

        static IEnumerable<ActionId> Ids(IEnumerable<ActionRecord> actions) => actions.Select(action => action.ActionId).OrderBy(id => id.ToString(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Slowest_children_come_first_and_come_once()
    {
        var recorded = await RecordOfAsync(OverviewTasks.FailSome, Children);
        var expected = recorded.AllOf(OverviewTasks.CallFailing).OrderByDescending(action => action.EndedAt - action.CalledAt).ToArray();

        var all = await Runner.Records.GetSlowestChildrenAsync(recorded.Run.RunId, recorded.Root.ActionId, 100);
        var some = await Runner.Records.GetSlowestChildrenAsync(recorded.Run.RunId, recorded.Root.ActionId, 5);

        Assert.Equal(expected.Select(action => action.EndedAt - action.CalledAt), all.Select(action => action.EndedAt - action.CalledAt));
        Assert.Equal(Children, all.DistinctBy(action => action.ActionId).Count());
        Assert.Equal(all.Take(5).Select(action => action.ActionId), some.Select(action => action.ActionId));
        Assert.All(all, action => Assert.Equal((ActionState.Succeeded, 2), (action.State, action.Attempts.Count)));
        Assert.Equal(recorded.Root.ActionId, Assert.Single(await Runner.Records.GetSlowestChildrenAsync(recorded.Run.RunId, null, 1)).ActionId);
    }

    [Fact]
    public async Task V1_Contexts_of_a_run_come_once_each_with_its_origins_and_the_number_of_its_actions()
    {
        var recorded = await RecordOfAsync(OverviewTasks.FailSome, Children, ("region", "eu"));

        var contexts = await Runner.Records.GetContextsAsync(recorded.Run.RunId, 1000);

        Assert.Equal((1 + Children, 1 + Children), (contexts.Count, contexts[0].Actions));
        Assert.Equal("""{"region": "eu"}""", contexts[0].Context.ToString());
        Assert.All(contexts.Skip(1), use => Assert.Equal((1, "eu"), (use.Actions, use.Context["region"])));
        Assert.Equal(
            Enumerable.Range(0, Children).Select(number => $"{number}").Order(StringComparer.Ordinal),
            contexts.Skip(1).Select(use => use.Context["find"]).Order(StringComparer.Ordinal));
        Assert.All(contexts.Skip(1), use => Assert.Equal(
            (OverviewTasks.CallFailing.Name, ContextOriginKind.Launch), (use.Context.FindEntry("find")!.Origin.Task, use.Context.FindEntry("region")!.Origin.Kind)));
        Assert.Equal([1L + Children], (await Runner.Records.GetContextsAsync(recorded.Run.RunId, 1)).Select(use => use.Actions));
        Assert.Empty(await Runner.Records.GetContextsAsync(RunId.Parse(Gate.NewId()), 10));
    }
}
