namespace Undercurrent.Conformance;

/// <summary>The rules S1 to S6: setting, and what is there when the block is left.</summary>
public abstract class ScopeConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const string Base = """{"trace_id": "root-abc", "experiment": "v1"}""";

    private static readonly ContextChange[] BaseContext = [("trace_id", "root-abc"), ("experiment", "v1")];

    [Fact]
    public async Task S1_Run_context_is_seen_by_every_action_of_the_run() =>
        Assert.Equal([Base, Base, Base], await ResultOfAsync(ScopeTasks.SeeAround, BaseContext));

    [Fact]
    public async Task S1_Run_context_of_nested_views_is_merged_and_the_later_wins()
    {
        var runner = Runner.WithRunContext(("a", "1"), ("b", "1")).WithRunContext(("b", "2"), CustomContext.Without("a"));
        var run = await runner.StartAsync(Probe.See, new RunOptions { Context = [("b", "3"), ("c", "3")] });

        Assert.Equal("""{"b": "3", "c": "3"}""", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task S1_Runs_at_the_same_time_dont_see_each_others_context()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => ResultOfAsync(Probe.Deep, 3, ("run", $"{number}"))));

        Assert.Equal(Enumerable.Range(0, 50).Select(number => $$"""{"run": "{{number}}"}"""), results);
    }

    [Fact]
    public async Task S2_Scope_holds_for_the_body_and_every_task_below()
    {
        const string Inside = """{"trace_id": "root-abc", "experiment": "exp-blue", "run_group": "g-7"}""";

        Assert.Equal([Inside, Inside, Inside], await ResultOfAsync(ScopeTasks.OpenScope, BaseContext));
    }

    [Fact]
    public async Task S3_Scopes_of_all_shapes_merge_key_by_key_and_the_innermost_wins() =>
        Assert.Equal(
            """{"z": "0", "a": "4", "b": "5", "c": "4", "d": "3", "e": "3", "f": "3", "g": "4", "i": "5+", "j": "5", "k": "6"}""",
            await ResultOfAsync(ScopeTasks.MergeAllShapes, ("z", "0"), ("a", "0")));

    [Theory]
    [InlineData("end")]
    [InlineData("return")]
    [InlineData("exception")]
    [InlineData("child's failure")]
    [InlineData("cancellation")]
    [InlineData("cancelled call")]
    public async Task S4_Leaving_the_block_brings_back_exactly_what_was_there(string way) =>
        Assert.Equal($"True {Base}", await ResultOfAsync(ScopeTasks.LeaveBlock, way, BaseContext));

    [Fact]
    public async Task S5_Removed_key_is_missing_below_and_back_behind_the_block() =>
        Assert.Equal(
            ["""{"trace_id": "root-abc"}""", "False", """{"trace_id": "root-abc"}""", Base],
            await ResultOfAsync(ScopeTasks.RemoveKey, BaseContext));

    [Fact]
    public async Task S5_Key_can_be_set_again_below_its_removal_and_empty_is_not_missing() =>
        Assert.Equal(
            ["""{"trace_id": "root-abc"}""", """{"trace_id": "root-abc", "experiment": ""}"""],
            await ResultOfAsync(ScopeTasks.RemoveAndSetAgain, BaseContext));

    [Fact]
    public async Task S6_Scopes_nest_to_any_depth()
    {
        var seen = await ResultOfAsync(ScopeTasks.NestScopes, 500, ("key", "run"));

        Assert.Equal(
            ["""{"key": "run", "level": "500", "key1": "496", "key2": "497", "key3": "498", "key4": "499", "key0": "500"}""", """{"key": "run"}"""],
            seen);
    }

    [Fact]
    public async Task S6_Closing_an_outer_scope_closes_the_inner_and_closing_twice_does_nothing() =>
        Assert.Equal(
            ["""{"key": "outer"}""", """{"key": "outer"}""", """{"key": "run"}""", """{"key": "later"}"""],
            await ResultOfAsync(ScopeTasks.CloseOutOfOrder, ("key", "run")));

    [Fact]
    public async Task S6_Closing_on_a_flow_from_inside_the_block_leaves_it_for_that_flow_only() =>
        Assert.Equal(
            ["""{"key": "run"}""", """{"key": "scope"}""", """{"key": "scope"}"""],
            await ResultOfAsync(ScopeTasks.CloseOnFlowFromInside, ("key", "run")));

    [Fact]
    public async Task S6_Closing_on_a_flow_from_outside_the_block_changes_nothing_there_or_here() =>
        Assert.Equal(
            ["""{"key": "elsewhere"}""", """{"key": "scope"}"""],
            await ResultOfAsync(ScopeTasks.CloseOnFlowFromOutside, ("key", "run")));
}
