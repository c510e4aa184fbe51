namespace Undercurrent.Conformance;

/// <summary>The rules S7 to S11: who sees a scope, and who doesn't.</summary>
public abstract class IsolationConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const string Base = """{"key": "run"}""";

    [Fact]
    public async Task S7_Siblings_dont_see_each_others_scopes()
    {
        var seen = await ResultOfAsync(IsolationTasks.FanOut, 60, ("key", "run"));

        var expected = Enumerable.Range(0, 60).Select(number => number % 3 == 0
            ? $$"""{{number}}: {"branch": "{{number}}"}"""
            : $$"""{{number}}: {"key": "{{number}}", "branch": "{{number}}"}""");
        Assert.Equal([.. expected, Base, Base], seen);
    }

    [Fact]
    public async Task S7_Later_calls_of_one_flow_dont_see_a_scope_that_was_closed()
    {
        var seen = await ResultOfAsync(IsolationTasks.FanOutInOneFlow, 40, ("key", "run"));

        Assert.Equal(Enumerable.Range(0, 40).Select(number => $$"""{{number}}: {"key": "{{(number % 2 == 0 ? $"branch {number}" : "run")}}"}"""), seen);
    }

    [Fact]
    public async Task S8_Childs_context_is_that_of_the_call_not_that_of_the_await() =>
        Assert.Equal(
            ["""{"key": "scope"}""", """{"key": "scope"}""", """{"key": "later"}"""],
            await ResultOfAsync(IsolationTasks.StartInsideAwaitOutside, ("key", "run")));

    [Fact]
    public async Task S9_What_a_child_sets_is_never_seen_by_its_parent_or_by_later_calls()
    {
        const string Leaked = """{"key": "leaked", "more": "leaked"}""";

        Assert.Equal([Leaked, Leaked, Base, Base, Base], await ResultOfAsync(IsolationTasks.CallLeakyChildren, ("key", "run")));
    }

    [Fact]
    public async Task S9_What_an_attempt_sets_is_never_seen_by_a_later_attempt() =>
        Assert.Equal([Base, Base], await ResultOfAsync(IsolationTasks.LeakThenRetry, ("key", "run")));

    [Fact]
    public async Task S9_What_a_run_sets_is_never_seen_by_who_launched_it()
    {
        await ResultOfAsync(IsolationTasks.LeaveScopeOpen);

        Assert.Empty(CustomContext.Current);
    }

    [Fact]
    public async Task S10_Run_launched_inside_a_scope_inherits_it()
    {
        using (CustomContext.BeginScope(("trace_id", "outside"), ("region", "eu")))
        {
            Assert.Equal("""{"trace_id": "outside", "region": "eu"}""", await ResultOfAsync(Probe.Deep, 1));
        }
    }

    [Fact]
    public async Task S10_What_WithRunContext_says_wins_over_the_scope_around_the_launch()
    {
        using (CustomContext.BeginScope(("trace_id", "outside"), ("region", "eu")))
        {
            Assert.Equal(
                """{"trace_id": "explicit", "experiment": "v1"}""",
                await ResultOfAsync(Probe.See, ("trace_id", "explicit"), CustomContext.Without("region"), ("experiment", "v1")));
        }
    }

    [Fact]
    public async Task S10_Scope_counts_at_the_launch_not_where_the_view_was_made()
    {
        IRunner view;
        using (CustomContext.BeginScope(("region", "eu")))
        {
            view = Runner.WithRunContext(("key", "view"));
        }

        var run = await view.StartAsync(Probe.See);

        Assert.Equal("""{"key": "view"}""", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task S11_Run_launched_from_a_task_starts_from_its_context_and_explicit_wins() =>
        Assert.Equal(
            [
                """{"trace_id": "root-abc", "experiment": "scope"} True""",
                """{"experiment": "explicit"} True""",
                """{"trace_id": "root-abc", "experiment": "scope"}""",
            ],
            await ResultOfAsync(IsolationTasks.LaunchFromInside, ("trace_id", "root-abc"), ("region", "eu"), ("experiment", "v1")));
}
