using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Steps: pieces of a body that are recorded like small actions.</summary>
public abstract class StepConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Steps_return_their_values_and_are_recorded_with_them_in_their_order()
    {
        var recorded = await RecordOfAsync(StepTasks.Values);

        Assert.Equal(["42", "null", "a+b"], RecordedRun.ResultOf<string[]>(recorded.Root));
        Assert.Equal(
            [("number", "42"), ("nothing", "null"), ("list", "[\"a\",\"b\"]"), ("done", "null"), ("done_with_token", "null")],
            recorded.Actions.Skip(1).Select(step => (step.Task[(StepTasks.Values.Name.Length + 1)..], Encoding.UTF8.GetString(step.Output!.Value.Span))));
        Assert.All(recorded.Actions.Skip(1), step =>
        {
            Assert.StartsWith(StepTasks.Values.Name + "/", step.Task, StringComparison.Ordinal);
            Assert.Equal((recorded.Root.ActionId, ActionState.Succeeded), (step.ParentId, step.State));
            Assert.Equal(recorded.Root.Attempts[0].Host, Assert.Single(step.Attempts).Host);
        });
    }

    [Fact]
    public async Task Failing_step_is_recorded_and_thrown_as_data_and_the_body_may_go_on()
    {
        var recorded = await RecordOfAsync(StepTasks.Failing);

        Assert.Equal(
            ["System.InvalidOperationException", "as it must", StepTasks.Failing.Name + "/fails", "1"], RecordedRun.ResultOf<string[]>(recorded.Root));
        Assert.Equal((ActionState.Failed, "as it must"), (recorded.Actions[1].State, recorded.Actions[1].Failure?.Message));
    }

    [Fact]
    public async Task Failure_that_the_body_lets_through_is_the_actions_own()
    {
        var recorded = await RecordOfAsync(StepTasks.Uncaught);

        Assert.Equal(ActionState.Failed, recorded.Root.State);
        Assert.Equal((StepTasks.Uncaught.Name + "/fails", "as it must"), (recorded.Root.Failure?.Task, recorded.Root.Failure?.Message));
        Assert.Equal(StepTasks.Uncaught.Name, Assert.Single(recorded.Root.Failure!.PassedOnBy));
    }

    [Fact]
    public async Task Steps_of_one_name_run_at_once_and_are_told_apart()
    {
        var recorded = await RecordOfAsync(StepTasks.Parallel, Gate.NewId());

        Assert.Equal([0, 1, 2], RecordedRun.ResultOf<int[]>(recorded.Root));
        Assert.Equal(
            [(0, 0), (1, 1), (2, 2)],
            recorded.Actions.Skip(1).OrderBy(step => step.ActionId.Ordinal).Select(step => (step.ActionId.Ordinal, RecordedRun.ResultOf<int>(step))));
    }

    [Fact]
    public async Task Step_is_in_its_bodys_context_and_leaves_it_as_it_was()
    {
        var recorded = await RecordOfAsync(StepTasks.Contexts, ("key", "run"));

        Assert.Equal(["True", "{\"key\": \"inside\"}", "{\"key\": \"run\"}"], RecordedRun.ResultOf<string[]>(recorded.Root));
        Assert.Equal(("scope", "group"), (recorded.Actions[1].Context["key"], recorded.Actions[1].Group));
    }

    [Theory]
    [InlineData("task", "calls the task 'conformance.see'")]
    [InlineData("step", "begins 'conformance_steps.refused/inner'")]
    [InlineData("time", "begins 'conformance_steps.refused/utc_now()'")]
    public async Task Nothing_that_is_recorded_by_itself_can_be_inside_a_step(string what, string said)
    {
        var refusal = await ResultOfAsync(StepTasks.Refused, what);

        Assert.StartsWith($"The body of the step 'conformance_steps.refused/outer' {said}.", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "this has 0")]
    [InlineData("a b", "U+0020 at position 2")]
    [InlineData("delay()", "U+0028 at position 6")]
    [InlineData("a/b", "U+002F at position 2")]
    public async Task Name_that_breaks_the_rule_is_refused(string name, string said) =>
        Assert.Contains(said, await ResultOfAsync(StepTasks.Named, name), StringComparison.Ordinal);

    [Fact]
    public async Task Name_may_be_as_long_as_the_rule_says()
    {
        Assert.Equal("taken", await ResultOfAsync(StepTasks.Named, new string('x', 128)));
        Assert.Contains("this has 129", await ResultOfAsync(StepTasks.Named, new string('x', 129)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_of_an_action_that_is_tried_again_run_again_and_draw_anew()
    {
        var run = await Runner.StartAsync(StepTasks.Retried, Gate.NewId());
        Assert.Equal("2", await run.ResultAsync().Soon("the result"));

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        Assert.Equal(["", "0:2"], Assert.Single(recorded.Actions.Skip(1)).Attempts.Select(attempt => attempt.AncestorAttempts));
        var reported = new List<string?>();
        await foreach (var happened in run.FollowAsync())
        {
            reported.AddRange(happened.Kind == RunEventKind.Reported ? [happened.Message] : []);
        }

        Assert.Equal(2, reported.Distinct().Count());
    }

    [Fact]
    public async Task Step_that_is_cancelled_by_its_own_token_is_recorded_as_that_and_the_body_goes_on()
    {
        var recorded = await RecordOfAsync(StepTasks.Cancelled, Gate.NewId());

        Assert.Equal("cancelled", RecordedRun.ResultOf<string>(recorded.Root));
        Assert.Equal(ActionState.Cancelled, recorded.Actions[1].State);
    }

    [Fact]
    public async Task Cancelling_the_run_cancels_the_step_that_is_under_way()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(StepTasks.Waits, id);
        await Gate.Of(id).WaitAsync();
        await run.CancelAsync();

        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);

        Assert.Equal(RunState.Cancelled, recorded.Run.State);
        Assert.Equal([ActionState.Cancelled, ActionState.Cancelled], recorded.Actions.Select(action => action.State));
    }

    [Fact]
    public async Task No_step_begins_below_a_cancelled_action()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(StepTasks.BeginsLate, id);
        await Gate.Of(id).WaitAsync();
        await run.CancelAsync();

        Assert.Equal("False", await Gate.Of(id + "ended").WaitAsync());
        Assert.Equal(ActionState.Cancelled, Assert.Single((await RecordedRun.AtItsEndAsync(Runner, run)).Actions).State);
    }

    [Fact]
    public async Task Random_values_differ_from_run_to_run_and_a_step_has_its_own()
    {
        var one = await ResultOfAsync(StepTasks.Random, true);
        var other = await ResultOfAsync(StepTasks.Random, true);

        Assert.Equal(5, one.Distinct().Count());
        Assert.Empty(one.Intersect(other));
        Assert.Equal('4', one[0][14]);
    }

    [Fact]
    public async Task Blocking_body_has_steps_too() => Assert.Equal(7, await ResultOfAsync(StepTasks.Blocking));
}
