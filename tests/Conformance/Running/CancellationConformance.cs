using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Cancelling a run cancels every action below it, and nothing starts below a cancelled action.</summary>
public abstract class CancellationConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Cancelling_a_run_cancels_every_action_below_it()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.WaitingTree, 2, id);
        await Gathering.Of(id, 4).WaitAsync();
        await run.CancelAsync();

        await AssertCancelledAsync(run);
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal(7, recorded.Actions.Count);
        Assert.All(recorded.Actions, action =>
        {
            Assert.Equal(ActionState.Cancelled, action.State);
            Assert.Equal(ActionState.Cancelled, Assert.Single(action.Attempts).State);
            Assert.NotNull(action.EndedAt);
        });
    }

    [Fact]
    public async Task Cancelling_by_the_launchs_token_is_the_same()
    {
        var id = Gate.NewId();
        using var cancellation = new CancellationTokenSource();
        var run = await Runner.StartAsync(CancellationTasks.Wait, id, new RunOptions { CancellationToken = cancellation.Token });
        await Gate.Of(id + "started").WaitAsync();
        await cancellation.CancelAsync();

        await AssertCancelledAsync(run);
    }

    [Fact]
    public async Task Nothing_starts_below_a_cancelled_action()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.CallWhenCancelled, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        await AssertCancelledAsync(run);
        Assert.Equal(nameof(ActionCancelledException), await Gate.Of(id + "told").WaitAsync());
        Assert.False(Gate.Of(id + "child ran").IsOpen);
        Assert.Empty((await RecordedRun.AtItsEndAsync(Runner, run)).AllOf(CancellationTasks.LeaveTrace));
    }

    [Fact]
    public async Task Cancelling_one_call_by_its_token_leaves_the_caller_running()
    {
        var recorded = await RecordOfAsync(CancellationTasks.CancelOneCall, Gate.NewId(), ("key", "run"));

        Assert.Equal("""True {"key": "run"}""", RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal(ActionState.Cancelled, recorded.Of(CancellationTasks.Wait).State);
        Assert.Equal(RunState.Succeeded, recorded.Run.State);
    }

    [Fact]
    public async Task Cancelling_a_run_whose_body_blocks_on_a_child_cancels_both()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.BlockOnChild, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        await AssertCancelledAsync(run);
        Assert.All((await RecordedRun.AtItsEndAsync(Runner, run)).Actions, action => Assert.Equal(ActionState.Cancelled, action.State));
    }

    [Fact]
    public async Task Cancelling_a_run_that_waits_to_retry_ends_it()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.WaitToRetry, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        await AssertCancelledAsync(run);
    }

    [Fact]
    public async Task Failing_while_cancelled_is_recorded_as_the_failure_that_it_is()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.FailWhenCancelled, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the end"));
        Assert.Equal("broke while it cleaned up", exception.Failure.Message);
    }

    [Fact]
    public async Task Callback_that_throws_when_its_token_is_cancelled_breaks_nobody()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.ThrowInCallback, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal((RunState.Cancelled, ActionState.Cancelled), (recorded.Run.State, recorded.Root.State));
    }

    [Fact]
    public async Task Callback_that_takes_long_keeps_no_other_body_from_being_told()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.CallTwoThatMeet, id);
        await Gate.Of(id + "astarted").WaitAsync();
        await Gate.Of(id + "bstarted").WaitAsync();
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal(3, recorded.Actions.Count);
        Assert.All(recorded.Actions, action => Assert.Equal(ActionState.Cancelled, action.State));
    }

    [Fact]
    public async Task Body_that_takes_no_notice_is_abandoned_behind_the_grace_time_and_recorded_so_wherever_it_runs()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.CallOneThatIgnores, id);
        await Gate.Of(id + "started").WaitAsync();
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Gate.Of(id).Open();
        Assert.Equal(RunState.Cancelled, recorded.Run.State);
        Assert.All(recorded.Actions, action => Assert.Equal(ActionState.Abandoned, action.State));
    }

    [Fact]
    public async Task Cancelling_twice_and_behind_the_end_does_nothing()
    {
        var run = await Runner.StartAsync(Probe.See);
        var result = await run.ResultAsync().Soon("the result");
        await run.CancelAsync();
        await run.CancelAsync();

        Assert.Equal(result, await run.ResultAsync().Soon("the result again"));
        Assert.Equal(RunState.Succeeded, (await run.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Token_of_a_wait_ends_the_waiting_and_not_the_run()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(CancellationTasks.Wait, id);
        await Gate.Of(id + "started").WaitAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.ResultAsync(new CancellationToken(canceled: true)));
        Gate.Of(id).Open();

        Assert.Equal("not cancelled", await run.ResultAsync().Soon("the result"));
    }

    private static async Task AssertCancelledAsync(RunHandle run)
    {
        var exception = await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultJsonAsync().Soon("the cancelled end"));
        Assert.Contains(run.RunId.Value, exception.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Cancelled, (await run.GetRecordAsync()).State);
    }
}
