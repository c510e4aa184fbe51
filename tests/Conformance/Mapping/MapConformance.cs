using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Many calls of one task, so many at a time.</summary>
public abstract class MapConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task Results_come_in_the_order_of_the_items_with_the_context_of_the_map()
    {
        var results = await ResultOfAsync(MapTasks.InOrder, 40, ("key", "run"));

        Assert.Equal(Enumerable.Range(0, 40).Select(number => $$"""{{number}}: {{number * number * 100}} {"key": "at map"}"""), results);
    }

    [Fact]
    public async Task Map_goes_on_over_failures_when_asked()
    {
        var results = await ResultOfAsync(MapTasks.OverFailures, 30);

        Assert.Equal(Enumerable.Range(0, 30).Select(number => number % 10 == 7 ? $"{number} no sevens: {number}" : $"{number} ok"), results);
    }

    [Fact]
    public async Task Map_stops_at_the_first_failure()
    {
        var recorded = await RecordOfAsync(MapTasks.UntilFailure, 1000);

        Assert.Equal("7 then no sevens: 7", RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal(8, recorded.AllOf(MapTasks.Square).Count);
    }

    [Fact]
    public async Task Failure_cancels_what_is_open_and_waits_for_it()
    {
        var open = Gathering.Of(_id, 4);
        var run = await Runner.StartAsync(MapTasks.StopOpen, _id);
        await open.WaitAsync();
        Gate.Of($"{_id}/fails").Open();

        Assert.Equal("as it must, 0 open", await run.ResultAsync().Soon("the result"));
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        var states = recorded.AllOf(MapTasks.Wait).Select(action => action.State).ToArray();
        Assert.Equal((1, 3, 4), (states.Count(state => state == ActionState.Failed), states.Count(state => state == ActionState.Cancelled), states.Length));
    }

    [Fact]
    public async Task No_more_calls_are_open_than_the_concurrency_and_results_come_as_they_come()
    {
        var run = await Runner.StartAsync(MapTasks.AsTheyCome, _id, 2);
        var order = new[] { 1, 2, 3, 0, 5, 4 };
        foreach (var number in order)
        {
            Gate.Of($"{_id}/{number}").Open();
            await Gate.Of($"{_id}/seen {_id}/{number}").WaitAsync().Soon($"the result {number}");
        }

        Assert.Equal(order.Select(number => $"{_id}/{number}"), await run.ResultAsync().Soon("the results"));
        Assert.Equal(2, MapTasks.Most(_id));
    }

    [Fact]
    public async Task Who_has_enough_cancels_the_rest()
    {
        var run = await Runner.StartAsync(MapTasks.TakeFirst, _id);
        Gate.Of($"{_id}/1").Open();

        Assert.StartsWith("True", await run.ResultAsync().Soon("the result"), StringComparison.Ordinal);
        Assert.Equal(0, MapTasks.Open(_id));
        Assert.InRange((await RecordedRun.AtItsEndAsync(Runner, run)).AllOf(MapTasks.Wait).Count, 3, 4);
    }

    [Fact]
    public async Task Cancelled_run_cancels_the_map_also_one_that_goes_on_over_failures()
    {
        var open = Gathering.Of(_id, 3);
        var run = await Runner.StartAsync(MapTasks.MapAndWait, _id);
        await open.WaitAsync();
        await run.CancelAsync();

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync().Soon("the end"));
        Assert.Equal(RunState.Cancelled, (await run.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Results_are_given_while_the_source_waits_for_its_next_item() =>
        Assert.Equal("0 1 2 3 4", string.Join(' ', await ResultOfAsync(MapTasks.Crawl, _id)));

    [Fact]
    public async Task Item_that_takes_too_long_fails_alone()
    {
        Gate.Of($"{_id}/open").Open();
        var recorded = await RecordOfAsync(MapTasks.OverTimeouts, _id);

        Assert.Equal(["in time", "System.TimeoutException", "in time"], RecordedRun.ResultOf<string[]>(recorded.Root));
        Assert.Equal([ActionState.Succeeded, ActionState.Failed, ActionState.Succeeded], recorded.AllOf(MapTasks.Wait).Select(action => action.State));
    }

    [Fact]
    public async Task Map_is_enumerated_once() => Assert.Contains("once", await ResultOfAsync(MapTasks.EnumerateTwice), StringComparison.Ordinal);

    [Fact]
    public async Task Concurrency_has_a_range()
    {
        Assert.Equal("maxConcurrency", await ResultOfAsync(MapTasks.Refused, 0));
        Assert.Equal("maxConcurrency", await ResultOfAsync(MapTasks.Refused, 10_001));
        Assert.Equal("taken", await ResultOfAsync(MapTasks.Refused, 10_000));
    }
}
