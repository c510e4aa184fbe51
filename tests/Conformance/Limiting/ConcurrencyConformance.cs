using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Limits on how many actions run at a time: of a task, of an environment, of a run, on whichever silo.</summary>
public abstract class ConcurrencyConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task Of_a_task_with_a_limit_no_more_run_at_a_time()
    {
        Assert.Equal(30, await (await Runner.StartAsync(LimitedTasks.CallOneAtATime, _id, 30)).ResultAsync().Soon("the result"));

        Assert.Equal(1, LimitedTasks.Of(_id).Highest);
    }

    [Fact]
    public async Task Of_an_environment_with_a_limit_no_more_run_at_a_time_whatever_the_task()
    {
        Assert.Equal(30, await (await Runner.StartAsync(LimitedTasks.CallPair, _id, 30)).ResultAsync().Soon("the result"));

        Assert.InRange(LimitedTasks.Of(_id).Highest, 1, 2);
    }

    [Fact]
    public async Task Of_a_run_with_a_limit_no_more_run_at_a_time()
    {
        var options = new RunOptions { MaxConcurrency = 3 };
        Assert.Equal(30, await (await Runner.StartAsync(LimitedTasks.CallFree, _id, 30, options)).ResultAsync().Soon("the result"));

        Assert.InRange(LimitedTasks.Of(_id).Highest, 1, 3);
    }

    [Fact]
    public async Task Parent_that_waits_holds_no_place()
    {
        Assert.Equal(12, await ResultOfAsync(LimitedTasks.Nested, 12));
        Assert.Equal(16, await ResultOfAsync(LimitedTasks.Forked, 4));
        Assert.Equal(5, await (await Runner.StartAsync(LimitedTasks.Nested, 5, new RunOptions { MaxConcurrency = 1 })).ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Runs_take_turns_however_many_of_their_actions_wait()
    {
        var first = Gathering.Of(_id, 1);
        var large = await Runner.StartAsync(LimitedTasks.CallTurns, _id, "large", 60);
        await first.WaitAsync();
        await Gate.Of($"{_id} large called").WaitAsync();
        var small = await Runner.StartAsync(LimitedTasks.CallTurns, _id, "small", 3);
        await Gate.Of($"{_id} small called").WaitAsync();

        Gate.Of(_id).Open();
        await small.ResultAsync().Soon("the small run's result");
        await large.ResultAsync().Soon("the large run's result");

        var order = LimitedTasks.Of(_id).Order.ToArray();
        Assert.Equal(63, order.Length);

        // On a cluster the small run's calls are still on their way when the gate opens; without turns they would be the last.
        Assert.InRange(Array.LastIndexOf(order, "small"), 3, 40);
    }

    [Fact]
    public async Task Cancelled_run_leaves_the_queue_and_the_others_go_on()
    {
        var holds = Gathering.Of(_id, 1);
        var holder = await Runner.StartAsync(LimitedTasks.CallTurns, _id, "holder", 1);
        await holds.WaitAsync();
        var waiting = await Runner.StartAsync(LimitedTasks.CallTurns, _id, "waiting", 2);
        await Gate.Of($"{_id} waiting called").WaitAsync();
        await waiting.CancelAsync();
        await Assert.ThrowsAsync<ActionCancelledException>(() => waiting.ResultAsync().Soon("the end of the waiting run"));
        Gate.Of(_id).Open();

        Assert.Equal(1, await holder.ResultAsync().Soon("the holder's result"));
        Assert.Equal(["holder"], LimitedTasks.Of(_id).Order);
        Assert.Equal(2, await (await Runner.StartAsync(LimitedTasks.CallTurns, _id, "after", 2)).ResultAsync().Soon("the result of a later run"));
    }

    [Theory]
    [InlineData("queue", "TimeoutOptions.Queue")]
    [InlineData("action", "TimeoutOptions.Action")]
    public async Task Wait_for_a_place_ends_when_its_time_is_over(string limit, string option)
    {
        Gathering.Of(_id, 1);
        var recorded = await RecordedRun.AtItsEndAsync(Runner, await Runner.StartAsync(LimitedTasks.CallImpatiently, _id, limit));

        Assert.Contains(option, RecordedRun.ResultOf<string>(recorded.Root), StringComparison.Ordinal);
        Assert.Equal(["holder"], LimitedTasks.Of(_id).Order);
        Assert.Equal([ActionState.Failed, ActionState.Succeeded], recorded.AllOf(LimitedTasks.Turn).Select(action => action.State).Order().Reverse());
    }

    [Fact]
    public async Task Action_that_waits_for_its_place_can_be_cancelled_by_its_id()
    {
        var holds = Gathering.Of(_id, 1);
        var holder = await Runner.StartAsync(LimitedTasks.CallTurns, _id, "holder", 1);
        await holds.WaitAsync();
        var waiting = await Runner.StartAsync(LimitedTasks.Turn, _id, "waiting", 1);
        await waiting.CancelActionAsync((await waiting.GetRecordAsync()).RootActionId);

        await Assert.ThrowsAsync<ActionCancelledException>(() => waiting.ResultAsync().Soon("the end of what waited"));
        Gate.Of(_id).Open();
        Assert.Equal(1, await holder.ResultAsync().Soon("the holder's result"));
        Assert.Equal(["holder"], LimitedTasks.Of(_id).Order);
    }

    [Fact]
    public void Limit_is_one_or_more()
    {
        Assert.Contains("null for no limit", Assert.Throws<ArgumentOutOfRangeException>(() => new TaskOptions { MaxConcurrency = 0 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaskEnvironmentOptions { MaxConcurrency = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { MaxConcurrency = 0 });
    }
}
