using System.Text;

namespace Undercurrent.Conformance;

/// <summary>The rules N1 (its half on identity) and N2.</summary>
public abstract class IdentityConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task N1_Context_is_no_part_of_a_tasks_signature_or_inputs()
    {
        var plain = await RecordOfAsync(Probe.SeeNumbered, 7);
        var withContext = await RecordOfAsync(Probe.SeeNumbered, 7, ("trace_id", "root-abc"), ("experiment", "v1"));

        Assert.Equal(typeof(int), Assert.Single(Probe.SeeNumbered.Inputs).Type);
        Assert.Equal("[7]", Encoding.UTF8.GetString(plain.Root.Inputs.Span));
        Assert.Equal("[7]", Encoding.UTF8.GetString(withContext.Root.Inputs.Span));
        Assert.Equal("[7]", Encoding.UTF8.GetString(withContext.Run.Inputs.Span));
    }

    [Fact]
    public async Task N1_Childs_inputs_hold_no_context_either()
    {
        var recorded = await RecordOfAsync(FlowTasks.Many, 2, ("trace_id", "root-abc"));

        Assert.Equal(
            ["[0]", "[1]", "[2]", "[3]"],
            recorded.AllOf(Probe.SeeNumbered).Select(child => Encoding.UTF8.GetString(child.Inputs.Span)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task N2_Root_of_the_same_launch_has_the_same_id_and_of_another_context_another()
    {
        var first = await RecordOfAsync(Probe.SeeNumbered, 7, ("a", "1"), ("b", "2"));
        var same = await RecordOfAsync(Probe.SeeNumbered, 7, ("b", "2"), ("a", "1"));
        var otherContext = await RecordOfAsync(Probe.SeeNumbered, 7, ("a", "1"), ("b", "3"));
        var otherInput = await RecordOfAsync(Probe.SeeNumbered, 8, ("a", "1"), ("b", "2"));

        Assert.Equal(first.Root.ActionId, same.Root.ActionId);
        Assert.Equal(first.Run.RootActionId, first.Root.ActionId);
        Assert.Equal(3, new[] { first, otherContext, otherInput }.Select(run => run.Root.ActionId).Distinct().Count());
    }

    [Fact]
    public async Task N2_Two_runs_of_the_same_tree_have_the_same_ids()
    {
        var runs = new[] { await RecordOfAsync(IdentityTasks.Tree, ("key", "run")), await RecordOfAsync(IdentityTasks.Tree, ("key", "run")) };

        Assert.Equal(Ids(runs[0]), Ids(runs[1]));
        Assert.Equal(18, Ids(runs[0]).Distinct().Count());
        Assert.Equal(RecordedRun.ResultOf<string[]>(runs[0].Root), RecordedRun.ResultOf<string[]>(runs[1].Root));

        static IEnumerable<(string, string, string?)> Ids(RecordedRun run) => run.Actions
            .Select(action => (action.ActionId.ToString(), action.Task, action.ParentId?.ToString())).Order();
    }

    [Fact]
    public async Task N2_Same_tree_in_another_context_has_other_ids()
    {
        var ids = await ResultOfAsync(IdentityTasks.Tree, ("key", "run"));

        Assert.Empty(ids.Intersect(await ResultOfAsync(IdentityTasks.Tree, ("key", "other"))));
    }

    [Fact]
    public async Task N2_Calls_that_differ_only_in_context_never_swap_names_or_results_when_they_race()
    {
        const int Calls = 30;
        Sighting[]? first = null;
        for (var seed = 0; seed < 4; seed++)
        {
            var id = RunId.Parse(Gate.NewId());
            Gate.Of(id.Value).Open($"{seed}");
            var run = await Runner.WithRunContext(("key", "run")).StartAsync(IdentityTasks.Race, Calls, new RunOptions { Id = id });
            var said = await run.ResultAsync().Soon("the race");

            Assert.Equal(Enumerable.Range(0, Calls).Select(number => $$"""{"key": "run", "call": "{{number}}"}"""), said.Select(each => each.Context));
            Assert.Equal(first ??= said, said);

            // The record says under each id what the call of that id said itself.
            var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
            Assert.All(recorded.AllOf(IdentityTasks.WhoAmI), action => Assert.Equal(
                new Sighting(action.ActionId.ToString(), action.Context.ToString()), RecordedRun.ResultOf<Sighting>(action)));
        }
    }

    [Fact]
    public async Task N2_Equal_calls_get_ordinals_however_their_map_was_set()
    {
        var ids = (await ResultOfAsync(IdentityTasks.CallAlike)).Select(said => ActionId.Parse(said.ActionId)).ToArray();

        Assert.Equal([0, 1, 0, 2, 0], ids.Select(id => id.Ordinal));
        Assert.Equal(ids[0].ToString() + "-1", ids[1].ToString());
        Assert.Equal(ids[0].ToString() + "-2", ids[3].ToString());
        Assert.Equal(3, ids.Where(id => id.Ordinal == 0).Distinct().Count());
    }
}
