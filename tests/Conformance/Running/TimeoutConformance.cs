using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>What takes too long is asked to stop, and left behind when it doesn't.</summary>
public abstract class TimeoutConformance(EngineFixture engine) : ConformanceTests(engine)
{
    public static TheoryData<string> Heeding => [nameof(TimeoutTasks.Heed), nameof(TimeoutTasks.HeedBlocking), nameof(TimeoutTasks.ReturnHalf)];

    [Theory]
    [MemberData(nameof(Heeding))]
    public async Task Attempt_that_takes_too_long_is_asked_to_stop_and_has_failed_whatever_it_returns(string name)
    {
        var task = name switch
        {
            nameof(TimeoutTasks.Heed) => TimeoutTasks.Heed,
            nameof(TimeoutTasks.HeedBlocking) => TimeoutTasks.HeedBlocking,
            _ => TimeoutTasks.ReturnHalf,
        };
        var recorded = await RecordOfAsync(task, Gate.NewId());

        Assert.Equal((RunState.Failed, ActionState.Failed), (recorded.Run.State, recorded.Root.State));
        var failure = Assert.Single(recorded.Root.Attempts).Failure!;
        Assert.Equal(("System.TimeoutException", task.Name, 1), (failure.Type, failure.Task, failure.Attempt));
        Assert.Equal(
            $"The attempt 1 of '{task}' took longer than 00:00:00.0200000, which is its TimeoutOptions.Attempt. Its body was asked to stop, and ended.", failure.Message);
        Assert.Equal(failure, recorded.Run.Failure);
    }

    [Fact]
    public async Task Attempt_that_fails_while_it_is_asked_to_stop_has_that_failure_as_the_cause()
    {
        var failure = (await RecordOfAsync(TimeoutTasks.FailAtCleanup, Gate.NewId())).Run.Failure!;

        Assert.Equal(("System.TimeoutException", "broke while it cleaned up"), (failure.Type, failure.RootCause.Message));
    }

    [Fact]
    public async Task Attempt_that_took_too_long_is_tried_again_as_any_that_failed()
    {
        var recorded = await RecordOfAsync(TimeoutTasks.HeedOnce, Gate.NewId());

        Assert.Equal("in time", RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal((ActionState.Failed, "System.TimeoutException"), (recorded.Root.Attempts[0].State, recorded.Root.Attempts[0].Failure?.Type));
        Assert.Equal(ActionState.Succeeded, recorded.Root.Attempts[^1].State);
    }

    [Fact]
    public async Task Body_that_takes_no_notice_is_abandoned_behind_the_grace_time_and_what_it_does_then_counts_for_nothing()
    {
        var recorded = await RecordOfAsync(TimeoutTasks.CatchIgnoring, Gate.NewId());

        var message = RecordedRun.ResultOf<string>(recorded.Root);
        Assert.Contains("did not end within 00:00:00.0050000 (TimeoutOptions.Grace) and was abandoned", message, StringComparison.Ordinal);
        var action = recorded.Of(TimeoutTasks.Ignore);
        Assert.Equal((ActionState.Failed, message), (action.State, Assert.Single(action.Attempts).Failure?.Message));
        Assert.Empty(recorded.AllOf(Probe.See));
    }

    [Fact]
    public async Task Abandoned_body_is_told_so_when_it_calls_another()
    {
        var id = Gate.NewId();
        await RecordOfAsync(TimeoutTasks.CatchIgnoring, id);

        Assert.Equal(nameof(ActionCancelledException), await Gate.Of(id + "told").WaitAsync());
    }

    [Fact]
    public async Task What_a_body_called_is_cancelled_with_it()
    {
        var recorded = await RecordOfAsync(TimeoutTasks.WaitForChild, Gate.NewId());

        Assert.Equal((ActionState.Failed, "System.TimeoutException"), (recorded.Root.State, recorded.Root.Failure?.Type));
        Assert.Equal(ActionState.Cancelled, recorded.Of(CancellationTasks.Wait).State);
    }

    [Fact]
    public async Task Action_whose_time_is_over_is_not_tried_again()
    {
        var recorded = await RecordOfAsync(TimeoutTasks.HeedAction, Gate.NewId());

        var failure = Assert.Single(recorded.Root.Attempts).Failure!;
        Assert.Contains("took longer than 00:00:00.0200000 from its call, which is its TimeoutOptions.Action", failure.Message, StringComparison.Ordinal);
        Assert.Equal((ActionState.Failed, failure), (recorded.Root.State, recorded.Root.Failure));
    }

    [Fact]
    public async Task Limit_can_be_taken_away_for_one_call() =>
        Assert.Equal("as long as it takes", await ResultOfAsync(TimeoutTasks.CallWithoutLimit, Gate.NewId()));
}
