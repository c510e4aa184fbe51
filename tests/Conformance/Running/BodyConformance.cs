using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>The life of a body: what it knows, blocking, payloads, and calls that it leaves behind.</summary>
public abstract class BodyConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private const int Limit = TaskHostOptions.DefaultMaxPayloadBytes;

    [Fact]
    public async Task TaskContext_tells_a_body_all_about_its_action()
    {
        var recorded = await RecordOfAsync(BodyTasks.Introduce);

        var child = recorded.Of(BodyTasks.IntroduceChild);
        Assert.Equal(
            [recorded.Run.RunId.Value, child.ActionId.ToString(), "True", BodyTasks.IntroduceChild.Name, "1", "True False", "True"],
            RecordedRun.ResultOf<string[]>(recorded.Root));
    }

    [Fact]
    public async Task Blocking_bodies_dont_freeze_an_asynchronous_task()
    {
        var told = await ResultOfAsync(BodyTasks.AnswerWhileOthersBlock, Gate.NewId(), ("key", "run"));

        Assert.Equal(
            ["""{"key": "run"}""", .. Enumerable.Range(0, 200).Select(number => $$"""{{number}} {"key": "run"}""")],
            told);
    }

    [Fact]
    public async Task Blocking_bodies_can_block_on_each_other() =>
        Assert.Equal("""{"key": "run"}""", await ResultOfAsync(BodyTasks.BlockOnEachOther, 20, ("key", "run")));

    [Fact]
    public async Task Inputs_just_within_the_limit_arrive() =>
        Assert.Equal(Limit - 4, await ResultOfAsync(BodyTasks.Measure, new string('x', Limit - 4)));

    [Fact]
    public async Task Inputs_over_the_limit_are_refused_at_the_call_with_advice()
    {
        var told = await ResultOfAsync(BodyTasks.CallWithText, Limit - 3);

        Assert.Equal(BodyTasks.Measure.Name, told[0]);
        AssertPayloadWords(told[1], $"The inputs of the task '{BodyTasks.Measure}'");
        Assert.Equal("5", told[2]);
    }

    [Fact]
    public async Task Inputs_over_the_limit_are_refused_at_the_launch()
    {
        var error = await Assert.ThrowsAsync<TaskInputException>(() => Runner.StartAsync(BodyTasks.Measure, new string('x', Limit)));

        AssertPayloadWords(error.Message, $"The inputs of the task '{BodyTasks.Measure}'");
    }

    [Fact]
    public async Task Result_just_within_the_limit_arrives() => Assert.Equal(Limit - 2, (await ResultOfAsync(BodyTasks.MakeText, Limit - 2)).Length);

    [Fact]
    public async Task Result_over_the_limit_is_the_childs_failure_with_advice_and_is_not_tried_again()
    {
        var recorded = await RecordOfAsync(BodyTasks.CallForText, Limit - 1);

        AssertPayloadWords(RecordedRun.ResultOf<string>(recorded.Root), $"The result of the task '{BodyTasks.MakeText}'");
        Assert.Single(recorded.Of(BodyTasks.MakeText).Attempts);
    }

    [Fact]
    public async Task Result_over_the_limit_is_the_runs_failure()
    {
        var recorded = await RecordOfAsync(BodyTasks.MakeText, Limit);

        Assert.Equal(RunState.Failed, recorded.Run.State);
        AssertPayloadWords(recorded.Run.Failure!.Message, $"The result of the task '{BodyTasks.MakeText}'");
    }

    [Fact]
    public async Task Calls_that_a_body_leaves_open_are_waited_for_at_its_end()
    {
        var id = Gate.NewId();
        var run = await Runner.WithRunContext(("key", "run")).StartAsync(BodyTasks.LeaveCallOpen, id);
        await Gate.Of(id + "started").WaitAsync();
        Assert.Equal(RunState.Running, (await run.GetRecordAsync()).State);
        Gate.Of(id).Open();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal("ended first", RecordedRun.ResultOf<string>(recorded.Root));
        var child = recorded.Of(BodyTasks.WaitForGate);
        Assert.Equal((ActionState.Succeeded, """{"key": "run"}"""), (child.State, RecordedRun.ResultOf<string>(child)));
        Assert.True(child.EndedAt <= recorded.Root.EndedAt, "the parent's action ended before the call that it had left open");
    }

    [Fact]
    public async Task Calls_that_a_failed_body_leaves_open_are_cancelled()
    {
        var recorded = await RecordOfAsync(BodyTasks.LeaveCallOpenAndFail, Gate.NewId());

        Assert.Equal("failed with a call open", recorded.Run.Failure!.Message);
        Assert.Equal(ActionState.Cancelled, recorded.Of(CancellationTasks.Wait).State);
    }

    [Fact]
    public async Task Call_behind_the_bodys_end_is_refused()
    {
        var id = Gate.NewId();
        Assert.Equal("ended", await ResultOfAsync(BodyTasks.LeaveWorkBehind, id));
        Gate.Of(id).Open();

        var told = await Gate.Of(id + "told").WaitAsync();
        Assert.StartsWith($"InvalidOperationException: The body of '{BodyTasks.LeaveWorkBehind}'", told, StringComparison.Ordinal);
        Assert.Contains("has ended", told, StringComparison.Ordinal);
        Assert.Contains($"'{Probe.See}'", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_outside_an_action_is_refused_with_what_to_do()
    {
        Assert.Contains("runner.StartAsync", await ResultOfAsync(BodyTasks.CallWithoutFlow), StringComparison.Ordinal);
        Assert.Contains("runner.StartAsync", (await Assert.ThrowsAsync<InvalidOperationException>(() => Probe.See.Run())).Message, StringComparison.Ordinal);
    }

    private static void AssertPayloadWords(string message, string subject)
    {
        Assert.StartsWith(subject, message, StringComparison.Ordinal);
        Assert.Contains($"the limit is {Limit:N0}", message, StringComparison.Ordinal);
        Assert.Contains("pass its address", message, StringComparison.Ordinal);
    }
}
