using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Of equal calls at the same time one runs and the others wait, wherever they are: <see cref="CachePolicy.Serialize"/>.</summary>
public abstract class CacheTurnConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const int Calls = 20;

    [Fact]
    public async Task Equal_calls_of_one_body_at_once_run_one_body()
    {
        var id = Gate.NewId();

        var recorded = await RecordOfAsync(CacheTasks.CallGated, id, Calls);

        Assert.Equal(Enumerable.Repeat("body 1", Calls), RecordedRun.ResultOf<string[]>(recorded.Root));
        var children = recorded.AllOf(CacheTasks.Gated);
        Assert.Equal(Calls, children.Count);
        var ran = Assert.Single(children, child => child.Source is null);
        Assert.All(
            children.Where(child => child.Source is not null),
            (ActionRecord child) => Assert.Equal(new ActionSource(recorded.Run.RunId, ran.ActionId), child.Source));
    }

    [Fact]
    public async Task Equal_runs_at_once_run_one_body()
    {
        var id = Gate.NewId();

        var runs = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Runner.StartAsync(CacheTasks.Gated, id)));
        await Gate.Of($"{id} runs").WaitAsync();
        Gate.Of(id).Open();

        Assert.Equal(Enumerable.Repeat("body 1", Calls), await Task.WhenAll(runs.Select(run => run.ResultAsync())).Soon("all results"));
        Assert.Equal(1, Tally.Of(id));

        // The owner of a run asks for its root: on a cluster each of the silos asked.
        var owners = (await Task.WhenAll(runs.Select(run => run.GetRecordAsync()))).Select(run => run.Owner).Distinct();
        Assert.Equal(Engine.HostCount, owners.Count());
    }

    [Fact]
    public async Task When_the_one_that_runs_fails_another_runs()
    {
        var id = Gate.NewId();

        var results = await ResultOfAsync(CacheTasks.CallGatedFailure, id);

        Assert.Equal(["body 2", "the first fails"], results.Order(StringComparer.Ordinal));
        Assert.Equal(2, Tally.Of(id));
    }

    [Fact]
    public async Task When_the_run_of_the_one_that_runs_is_cancelled_another_runs()
    {
        var id = Gate.NewId();
        var first = await Runner.StartAsync(CacheTasks.Gated, id);
        await Gate.Of($"{id} runs").WaitAsync();
        var second = await Runner.StartAsync(CacheTasks.Gated, id);

        await first.CancelAsync();
        Assert.Equal(RunState.Cancelled, (await RecordedRun.AtItsEndAsync(Runner, first)).Run.State);
        Gate.Of(id).Open();

        Assert.Equal("body 2", await second.ResultAsync().Soon("the result of the second"));
    }

    [Fact]
    public async Task Cancelling_one_that_waits_ends_its_wait_and_nothing_else()
    {
        var id = Gate.NewId();
        var first = await Runner.StartAsync(CacheTasks.Gated, id);
        await Gate.Of($"{id} runs").WaitAsync();
        var second = await Runner.StartAsync(CacheTasks.Gated, id);

        await second.CancelAsync();
        var cancelled = await RecordedRun.AtItsEndAsync(Runner, second);
        Gate.Of(id).Open();

        Assert.Equal(RunState.Cancelled, cancelled.Run.State);
        Assert.Equal("body 1", await first.ResultAsync().Soon("the result of the first"));
        Assert.Equal(1, Tally.Of(id));
    }

    [Fact]
    public async Task Call_of_the_same_key_below_the_one_that_runs_does_not_wait_for_it()
    {
        Assert.Equal("body 1 over body 2", await ResultOfAsync(CacheTasks.Nested, Gate.NewId()));
    }
}
