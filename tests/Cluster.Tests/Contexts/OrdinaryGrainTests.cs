using Undercurrent.Cluster.Tests.Conformance;
using Undercurrent.Cluster.Tests.Grains;
using Undercurrent.Conformance;

namespace Undercurrent.Cluster.Tests.Contexts;

/// <summary>Rule F3 with ordinary grains, and what of rule F6 exists only on a cluster.</summary>
[Collection(nameof(ClusterCollection))]
public sealed class OrdinaryGrainTests(ClusterEngineFixture engine)
{
    private readonly ISeeingGrain _grain = engine.Client.GetGrain<ISeeingGrain>("first");

    [Fact]
    public async Task F3_Grain_that_a_client_calls_sees_the_clients_scope()
    {
        using (CustomContext.BeginScope(("trace_id", "t-1")))
        {
            Assert.Equal("""{"trace_id": "t-1"}""", await _grain.SeeAsync());
        }

        Assert.Equal("{}", await _grain.SeeAsync());
    }

    [Fact]
    public async Task F3_Grain_that_calls_a_grain_carries_it_with_its_own_scope_over_it()
    {
        using (CustomContext.BeginScope(("trace_id", "t-1"), ("region", "eu")))
        {
            var seen = await _grain.SeeBelowAsync("second", "region", "us");

            const string Outer = """{"trace_id": "t-1", "region": "eu"}""";
            Assert.Equal([Outer, """{"trace_id": "t-1", "region": "us"}""", Outer, Outer], seen);
            Assert.Equal(Outer, CustomContext.Current.ToString());
        }
    }

    [Fact]
    public async Task F3_Key_that_a_scope_in_a_grain_removes_does_not_travel_on()
    {
        using (CustomContext.BeginScope(("only", "one")))
        {
            Assert.Equal("{}", await _grain.SeeWithoutAsync("third", "only"));
            Assert.Equal("""{"only": "one"}""", await _grain.SeeAsync());
        }
    }

    [Fact]
    public async Task F3_Each_step_of_an_async_enumeration_sees_the_consumers_context_of_that_moment()
    {
        await using var steps = _grain.SeeStepsAsync(2).WithBatchSize(1).GetAsyncEnumerator();
        using (CustomContext.BeginScope(("step", "one")))
        {
            Assert.True(await steps.MoveNextAsync());
            Assert.Equal("""{"step": "one"}""", steps.Current);
        }
    }

    [Fact]
    public async Task F3_Origin_of_a_clients_scope_reaches_the_grain()
    {
        using (CustomContext.BeginScope(("trace_id", "t-1")))
        {
            Assert.StartsWith("scope outside a run at OrdinaryGrainTests.cs:", await _grain.OriginOfAsync("trace_id"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task F3_Task_that_calls_an_ordinary_grain_carries_its_scopes_there()
    {
        var run = await engine.Runner.WithRunContext(("trace_id", "t-1")).StartAsync(GrainCallingTasks.Calls, "fourth");

        Assert.Equal(["""{"trace_id": "t-1"}""", """{"trace_id": "t-1", "region": "us"}"""], await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task F3_Ordinary_grain_has_no_task_context_although_a_task_calls_it()
    {
        var run = await engine.Runner.StartAsync(GrainCallingTasks.AsksForTaskContext, "fifth");

        Assert.False(await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task F6_Grain_timer_loses_it_and_enters_what_was_captured()
    {
        using (CustomContext.BeginScope(("trace_id", "t-1")))
        {
            Assert.Equal(["{}", """{"trace_id": "t-1"}"""], await _grain.SeeInTimerAsync().Soon("the timer"));
        }
    }
}
