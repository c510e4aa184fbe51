namespace Undercurrent.Conformance;

/// <summary>The rules F1 to F4 and F6: where the context flows.</summary>
public abstract class FlowConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const string Base = """{"key": "run"}""";

    [Fact]
    public async Task F1_Context_reaches_any_depth() => Assert.Equal(Base, await ResultOfAsync(Probe.Deep, 60, ("key", "run")));

    [Fact]
    public async Task F1_Every_leaf_of_a_tree_sees_the_scopes_on_its_own_path()
    {
        var run = await Runner.WithRunContext(("key", "run")).StartAsync(FlowTasks.Tree, 3, "t");
        var seen = await run.ResultAsync().Soon("the leaves");

        var expected = from a in Enumerable.Range(0, 3)
                       from b in Enumerable.Range(0, 3)
                       from c in Enumerable.Range(0, 3)
                       select $$"""{"key": "run", "level3": "t", "level2": "t.{{a}}", "level1": "t.{{a}}.{{b}}"}""";
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task F1_Sequential_and_parallel_children_see_it_on_whichever_host_they_run()
    {
        var recorded = await RecordOfAsync(FlowTasks.Many, 40, ("key", "run"));

        var children = recorded.AllOf(Probe.SeeNumbered);
        Assert.Equal(80, children.Count);
        Assert.All(children, child => Assert.EndsWith(": " + Base, RecordedRun.ResultOf<string>(child), StringComparison.Ordinal));
        Assert.Equal(Engine.HostCount, recorded.Hosts.Count);
    }

    [Theory]
    [InlineData("Task.Run")]
    [InlineData("await")]
    [InlineData("await without the captured context")]
    [InlineData("Parallel.ForEachAsync")]
    [InlineData("timer")]
    [InlineData("PeriodicTimer")]
    [InlineData("thread pool")]
    [InlineData("thread")]
    [InlineData("ContinueWith")]
    public async Task F2_Context_flows_through_what_DotNet_runs_elsewhere(string way)
    {
        var seen = await ResultOfAsync(FlowTasks.ThroughDotNet, way, ("key", "run"));

        var expected = $$"""{"key": "run", "scope": "{{way}}"}""";
        Assert.Equal([expected, expected], seen);
    }

    [Fact]
    public async Task F3_Ordinary_service_that_a_task_calls_sees_the_context() =>
        Assert.Equal([Base, """{"key": "run", "scope": "inside"}"""], await ResultOfAsync(FlowTasks.ThroughService, ("key", "run")));

    [Fact]
    public async Task F4_Every_attempt_starts_with_the_same_context()
    {
        var recorded = await RecordOfAsync(FlowTasks.CallThirdTime, ("key", "run"));

        const string Seen = """{"key": "scope"} {"key": "scope"}""";
        var action = recorded.Of(FlowTasks.ThirdTime);
        Assert.Equal(3, action.Attempts.Count);
        Assert.Equal([Seen, Seen], action.Attempts.Take(2).Select(attempt => attempt.Failure!.Message));
        Assert.Equal(Seen, RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal("""{"key": "scope"}""", action.Context.ToString());
    }

    [Fact]
    public async Task F4_Every_attempt_of_a_root_starts_with_the_runs_context()
    {
        var recorded = await RecordOfAsync(FlowTasks.ThirdTime, ("key", "run"));

        Assert.Equal(
            [$"{Base} {Base}", $"{Base} {Base}", null],
            recorded.Root.Attempts.Select(attempt => attempt.Failure?.Message));
    }

    [Fact]
    public async Task F6_Captured_context_can_be_entered_by_another_run_exactly_as_it_was()
    {
        var captured = await ResultOfAsync(FlowTasks.CaptureAsText, ("key", "first run"), ("gone", "x"));
        var seen = await ResultOfAsync(FlowTasks.EnterText, captured, ("key", "second run"), ("other", "x"));

        const string Captured = """{"key": "first run", "scope": "captured"}""";
        Assert.Equal(
            [Captured, Captured, """{"key": "first run", "scope": "captured", "more": "x"}""", """{"key": "second run", "other": "x"}"""],
            seen);
    }

    [Fact]
    public async Task F6_Captured_context_is_a_value_that_a_message_can_hold()
    {
        var captured = CapturedContext.FromJson(await ResultOfAsync(FlowTasks.CaptureAsText, ("key", "first run")));

        Assert.Equal("""{"key": "first run", "scope": "captured"}""", await ResultOfAsync(FlowTasks.EnterInput, captured, ("key", "second run")));
    }

    [Fact]
    public async Task F6_Captured_context_keeps_who_set_its_keys()
    {
        var recorded = await RecordOfAsync(FlowTasks.CaptureAsText, ("key", "first run"));
        var captured = CapturedContext.FromJson(RecordedRun.ResultOf<string>(recorded.Root));

        Assert.Equal(recorded.Root.Context.FindEntry("key"), captured.Context.FindEntry("key"));
        var scope = captured.Context.FindEntry("scope")!.Origin;
        Assert.Equal(
            (ContextOriginKind.Scope, recorded.Run.RunId, recorded.Root.ActionId, FlowTasks.CaptureAsText.Name, "FlowTasks.cs"),
            (scope.Kind, scope.RunId, scope.ActionId, scope.Task, Here.FileName(scope.File)));
    }
}
