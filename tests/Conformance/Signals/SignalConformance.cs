using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Waits for answers that are sent to a run by name.</summary>
public abstract class SignalConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_returns_the_answer_that_is_sent_while_it_waits(bool below)
    {
        var run = await Runner.WithRunContext(("key", "run")).StartAsync(below ? SignalTasks.Below : SignalTasks.Approved);
        var waiting = await UnderWayAsync(run, SignalTasks.Approved, "wait(approval)");
        Assert.Equal(ActionState.Running, waiting.State);

        Assert.True(await Runner.SignalAsync(run.RunId, "approval", new Approval("ada", true)));

        Assert.Equal("ada True {\"key\": \"run\"}", await run.ResultAsync().Soon("the result"));
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        var wait = recorded.Actions[^1];
        Assert.Equal((SignalTasks.Approved.Name + "/wait(approval)", ActionState.Succeeded), (wait.Task, wait.State));
        Assert.Equal("{\"by\":\"ada\",\"granted\":true}", Encoding.UTF8.GetString(wait.Output!.Value.Span));
    }

    [Fact]
    public async Task Answer_that_comes_before_the_wait_is_kept()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(SignalTasks.Late, id);
        await Gate.Of(id + "started").WaitAsync();
        Assert.True(await Runner.SignalAsync(run.RunId, "approval", "early"));
        Gate.Of(id).Open();

        Assert.Equal("early", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task First_answer_holds_and_senders_are_told_whose_that_is()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(SignalTasks.Late, id);
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Runner.SignalAsync(run.RunId, "approval", $"answer {number}")));
        Gate.Of(id).Open();

        var first = Assert.Single(sent.Index(), one => one.Item).Index;
        Assert.Equal($"answer {first}", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Null_is_an_answer()
    {
        var run = await Runner.StartAsync(SignalTasks.Approved);
        Assert.True(await Runner.SignalAsync<Approval?>(run.RunId, "approval", null));

        Assert.Equal("null", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Waits_at_once_each_get_the_answer_to_their_name()
    {
        var run = await Runner.StartAsync(SignalTasks.Several);
        await Runner.SignalAsync(run.RunId, "c", "for nobody");
        await Runner.SignalAsync(run.RunId, "b.1", "for b");
        await Runner.SignalAsync(run.RunId, "a", "for a");

        Assert.Equal(["for a", "for b", "for a", "for b"], await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Answers_of_one_run_are_none_of_anothers()
    {
        var (one, other) = (await Runner.StartAsync(SignalTasks.Approved), await Runner.StartAsync(SignalTasks.Approved));
        Assert.True(await Runner.SignalAsync(one.RunId, "approval", new Approval("ada", true)));
        Assert.True(await Runner.SignalAsync(other.RunId, "approval", new Approval("bob", false)));

        Assert.Equal("ada True {}", await one.ResultAsync().Soon("the first result"));
        Assert.Equal("bob False {}", await other.ResultAsync().Soon("the second result"));
    }

    [Fact]
    public async Task Wait_that_nobody_answers_in_time_fails_with_what_to_do()
    {
        var run = await Runner.StartAsync(SignalTasks.Limited, TimeSpan.FromMilliseconds(1));

        var said = await run.ResultAsync().Soon("the result");
        Assert.StartsWith("approval: Nobody answered 'approval' within 00:00:00.0010000.", said, StringComparison.Ordinal);
        Assert.Contains($"runner.SignalAsync(\"{run.RunId}\", \"approval\", value)", said, StringComparison.Ordinal);

        var recorded = await RecordOfAsync(SignalTasks.TimedOut);
        Assert.Equal((ActionState.Failed, ActionState.Failed), (recorded.Root.State, recorded.Actions[1].State));
        Assert.Equal((typeof(SignalTimeoutException).FullName, SignalTasks.TimedOut.Name), (recorded.Root.Failure?.Type, recorded.Root.Failure?.Task));
        Assert.Equal("[\"00:00:00.0010000\"]", Encoding.UTF8.GetString(recorded.Actions[1].Inputs.Span));
    }

    [Fact]
    public async Task Answer_of_another_type_is_an_error_that_names_the_problem()
    {
        var run = await Runner.StartAsync(SignalTasks.Number);
        Assert.True(await Runner.SignalAsync(run.RunId, "number", "seven"));

        var said = await run.ResultAsync().Soon("the result");
        Assert.StartsWith($"number: The answer to 'number' in the run '{run.RunId}' can't be read as Int32:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_run_ends_the_wait()
    {
        var run = await Runner.StartAsync(SignalTasks.Below);
        await UnderWayAsync(run, SignalTasks.Approved, "wait(approval)");
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);

        Assert.Equal(RunState.Cancelled, recorded.Run.State);
        Assert.All(recorded.Actions, action => Assert.Equal(ActionState.Cancelled, action.State));
    }

    [Fact]
    public async Task Wait_can_be_given_up() => Assert.Equal("given up", await ResultOfAsync(SignalTasks.GivesUp));

    [Fact]
    public async Task Unknown_and_ended_runs_refuse_answers()
    {
        var unknown = await Assert.ThrowsAsync<RunNotRecordedException>(() => Runner.SignalAsync(RunId.Parse(Gate.NewId()), "approval", 1));
        Assert.Contains("Is the id right", unknown.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<RunNotRecordedException>(() => Runner.SignalAsync(default, "approval", 1));
        Assert.Equal(default, none.RunId);

        var run = await Runner.StartAsync(SignalTasks.GivesUp);
        await run.ResultAsync().Soon("the result");
        var ended = await Assert.ThrowsAsync<RunEndedException>(() => Runner.SignalAsync(run.RunId, "approval", 1));
        Assert.Equal(run.RunId, ended.RunId);
        Assert.Contains("'approval' was not taken", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_values_have_limits()
    {
        var run = await Runner.StartAsync(SignalTasks.Approved);
        await Assert.ThrowsAsync<ArgumentException>(() => Runner.SignalAsync(run.RunId, "a b", 1));
        await Assert.ThrowsAsync<ArgumentException>(() => Runner.SignalAsync(run.RunId, new string('x', 129), 1));
        var large = await Assert.ThrowsAsync<ArgumentException>(() => Runner.SignalAsync(run.RunId, "large", new string('x', 65_535)));
        Assert.Contains("has 65,537 bytes of JSON; the limit is 65,536", large.Message, StringComparison.Ordinal);
        Assert.True(await Runner.SignalAsync(run.RunId, "large", new string('x', 65_534)));
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Runner.SendSignalAsync(run.RunId, "wrong", Encoding.UTF8.GetBytes("{")));
        Assert.Contains("is no JSON", wrong.Message, StringComparison.Ordinal);

        Assert.Equal(nameof(ArgumentException), await ResultOfAsync(SignalTasks.Named, "a b"));
        Assert.Equal(nameof(SignalTimeoutException), await ResultOfAsync(SignalTasks.Named, new string('x', 128)));
        Assert.Equal(nameof(ArgumentException), await ResultOfAsync(SignalTasks.Named, new string('x', 129)));
        Assert.Contains("waits from zero to 36,500 days", await ResultOfAsync(SignalTasks.Limited, TimeSpan.FromTicks(-1)), StringComparison.Ordinal);
        await run.CancelAsync();
    }

    [Fact]
    public async Task Delay_is_recorded_and_heeds_its_range()
    {
        var recorded = await RecordOfAsync(SignalTasks.Delayed, TimeSpan.FromMilliseconds(1));

        Assert.Equal("over", RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal((SignalTasks.Delayed.Name + "/delay()", ActionState.Succeeded), (recorded.Actions[1].Task, recorded.Actions[1].State));
        Assert.True(recorded.Actions[1].EndedAt - recorded.Actions[1].Attempts[0].StartedAt >= TimeSpan.FromMilliseconds(1));
        Assert.Equal("over", await ResultOfAsync(SignalTasks.Delayed, TimeSpan.Zero));
        Assert.Contains("use WaitForAsync", await ResultOfAsync(SignalTasks.Delayed, Timeout.InfiniteTimeSpan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_the_run_ends_the_delay()
    {
        var run = await Runner.StartAsync(SignalTasks.Delayed, TimeSpan.FromDays(1000));
        await UnderWayAsync(run, SignalTasks.Delayed, "delay()");
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);

        Assert.Equal([ActionState.Cancelled, ActionState.Cancelled], recorded.Actions.Select(action => action.State));
    }

    // The record of a wait that has begun.
    private async Task<ActionRecord> UnderWayAsync(RunHandle run, TaskDefinition task, string wait)
    {
        return await FindAsync().Soon($"the {wait} of {task}");

        async Task<ActionRecord> FindAsync()
        {
            await foreach (var happened in run.FollowAsync())
            {
                if (happened.Kind == RunEventKind.AttemptStarted && happened.Task == $"{task.Name}/{wait}")
                {
                    return (await Runner.Records.GetActionAsync(run.RunId, happened.ActionId!.Value))!;
                }
            }

            throw new InvalidOperationException($"The run ended without {wait}.");
        }
    }
}
