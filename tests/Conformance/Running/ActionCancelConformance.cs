using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Cancelling one action cancels it and all below it, wherever it is in its life, and leaves the rest of the run alone.</summary>
public abstract class ActionCancelConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task Action_that_runs_is_cancelled_with_all_below_it_and_its_caller_and_siblings_go_on()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CatchOne, _id);
        var branch = await ToldAsync("branch");
        await Task.WhenAll(ToldAsync("child"), ToldAsync("grandchild"), ToldAsync("sibling"));
        await run.CancelActionAsync(branch);

        Assert.Equal($"went on: The action {branch} of '{ActionCancelTasks.Branch}' in the run {run.RunId} was cancelled.", await run.ResultAsync().Soon("the result"));
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal(ActionState.Cancelled, recorded.Of(ActionCancelTasks.Branch).State);
        Assert.Equal(ActionState.Cancelled, recorded.Of(ActionCancelTasks.Twig).State);
        Assert.Equal(
            [ActionState.Succeeded, ActionState.Cancelled, ActionState.Cancelled],
            recorded.AllOf(ActionCancelTasks.Wait).Select(action => action.State).Order());
        Assert.All(recorded.Actions, action => Assert.Single(action.Attempts));
    }

    [Fact]
    public async Task Cancellation_that_the_caller_lets_through_fails_the_caller()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.PassOn, _id);
        await run.CancelActionAsync(await ToldAsync("child"));

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal((RunState.Failed, typeof(ActionCancelledException).FullName), (recorded.Run.State, recorded.Run.Failure?.Type));
        Assert.Equal(ActionState.Cancelled, recorded.Of(ActionCancelTasks.Wait).State);
    }

    [Fact]
    public async Task Action_that_waits_to_be_tried_again_is_cancelled_and_its_attempt_stays_as_it_was()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CatchCall, _id, "tomorrow");
        var action = await ToldAsync("tomorrow");
        await foreach (var happened in run.FollowAsync())
        {
            if (happened.Kind == RunEventKind.AttemptEnded && happened.ActionId == action)
            {
                break;
            }
        }

        await run.CancelActionAsync(action);

        Assert.Equal(nameof(ActionCancelledException), await run.ResultAsync().Soon("the result"));
        var recorded = (await RecordedRun.AtItsEndAsync(Runner, run)).Of(ActionCancelTasks.Tomorrow);
        Assert.Equal(ActionState.Cancelled, recorded.State);
        var attempt = Assert.Single(recorded.Attempts);
        Assert.Equal((ActionState.Failed, "once more, tomorrow"), (attempt.State, attempt.Failure?.Message));
    }

    [Fact]
    public async Task Action_that_has_yet_to_be_called_is_cancelled_before_it_starts()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CallAgain, _id);
        await run.CancelActionAsync(await ToldAsync("counted"));
        Gate.Of(_id).Open();

        Assert.Equal(nameof(ActionCancelledException), await run.ResultAsync().Soon("the result"));
        Assert.False(Gate.Of(_id + "ran twice").IsOpen);
        var recorded = (await RecordedRun.AtItsEndAsync(Runner, run)).Of(ActionCancelTasks.Count);
        Assert.Equal(ActionState.Cancelled, recorded.State);
        Assert.Equal((ActionState.Cancelled, null), (recorded.Attempts[^1].State, recorded.Attempts[^1].StartedAt));
    }

    [Fact]
    public async Task Action_that_fails_because_it_is_cancelled_is_cancelled_with_that_reason_and_not_tried_again()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CatchCall, _id, "fail");
        await run.CancelActionAsync(await ToldAsync("failing"));

        Assert.Equal(nameof(ActionCancelledException), await run.ResultAsync().Soon("the result"));
        var recorded = (await RecordedRun.AtItsEndAsync(Runner, run)).Of(ActionCancelTasks.FailAtCleanup);
        Assert.Equal((ActionState.Cancelled, "broke while it cleaned up", 1), (recorded.State, recorded.Failure?.Message, recorded.Attempts.Count));
    }

    [Fact]
    public async Task Synchronous_body_gets_the_token_too()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CatchCall, _id, "block");
        await run.CancelActionAsync(await ToldAsync("blocking"));

        Assert.Equal(nameof(ActionCancelledException), await run.ResultAsync().Soon("the result"));
        Assert.Equal(ActionState.Cancelled, (await RecordedRun.AtItsEndAsync(Runner, run)).Of(ActionCancelTasks.Block).State);
    }

    [Fact]
    public async Task Body_that_takes_no_notice_is_abandoned_behind_the_grace_time_and_recorded_so()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.CatchCall, _id, "ignore");
        await run.CancelActionAsync(await ToldAsync("ignoring"));

        Assert.Equal(nameof(ActionCancelledException), await run.ResultAsync().Soon("the result"));
        Gate.Of(_id).Open();
        var recorded = (await RecordedRun.AtItsEndAsync(Runner, run)).Of(ActionCancelTasks.Ignore);
        Assert.Equal(ActionState.Cancelled, recorded.State);
        Assert.Contains("was abandoned", recorded.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_root_ends_the_run()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.Wait, _id, "root");
        await run.CancelActionAsync(await ToldAsync("root"));

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync().Soon("the end"));
        Assert.Equal(RunState.Cancelled, (await run.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Cancelling_twice_what_nobody_called_or_what_has_ended_does_nothing()
    {
        var run = await Runner.StartAsync(ActionCancelTasks.PassOn, _id);
        var child = await ToldAsync("child");
        await run.CancelActionAsync(ActionId.Parse("0000000000000000000000001a"));
        Gate.Of(_id).Open("undisturbed");
        Assert.Equal("undisturbed", await run.ResultAsync().Soon("the result"));
        await run.CancelActionAsync(child);
        await run.CancelActionAsync(child);

        Assert.All((await RecordedRun.AtItsEndAsync(Runner, run)).Actions, action => Assert.Equal(ActionState.Succeeded, action.State));
    }

    private Task<ActionId> ToldAsync(string name) => ActionCancelTasks.ToldAsync(_id, name);
}
