using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Failures travel as data, and their chain begins with the root cause.</summary>
public abstract class FailureConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Failure_of_a_root_has_type_message_stack_and_place_as_data()
    {
        var failure = await FailureOfAsync(FailureTasks.Throw, "no flour");

        Assert.Equal(
            ("System.InvalidOperationException", "no flour", FailureTasks.Throw.Name, 1),
            (failure.Type, failure.Message, failure.Task, failure.Attempt));
        Assert.Contains("FailureTasks.FailHere(String message)", failure.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("Undercurrent.Execution", failure.StackTrace, StringComparison.Ordinal);
        Assert.Empty(failure.PassedOnBy);
        Assert.Null(failure.Cause);
    }

    [Fact]
    public async Task Failure_of_a_blocking_body_is_the_same_data()
    {
        var failure = await FailureOfAsync(FailureTasks.ThrowBlocking, "no flour");

        Assert.Equal(("System.InvalidOperationException", "no flour", FailureTasks.ThrowBlocking.Name), (failure.Type, failure.Message, failure.Task));
        Assert.Contains("FailureTasks.FailHere(String message)", failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_of_the_librarys_own_type_comes_with_its_cause()
    {
        var failure = await FailureOfAsync(FailureTasks.ThrowOwnType, "refused");

        Assert.Equal((typeof(OrderRefusedException).FullName, "refused"), (failure.Type, failure.Message));
        Assert.Equal(("System.TimeoutException", "the shop did not answer"), (failure.RootCause.Type, failure.RootCause.Message));
        Assert.StartsWith("System.TimeoutException: the shop did not answer", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_that_is_passed_on_stays_what_it_was_and_names_who_passed_it_on()
    {
        var run = await Runner.StartAsync(FailureTasks.PassOnAgain, "no flour");
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);
        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync())).Failure;

        Assert.Equal(("no flour", FailureTasks.Throw.Name), (failure.Message, failure.Task));
        Assert.Equal(recorded.Of(FailureTasks.Throw).ActionId, failure.ActionId);
        Assert.Equal([FailureTasks.PassOn.Name, FailureTasks.PassOnAgain.Name], failure.PassedOnBy.ToArray());
        Assert.Equal(failure, recorded.Run.Failure);
        Assert.Equal(failure, recorded.Root.Failure);
        Assert.All(recorded.Actions, action => Assert.Equal((ActionState.Failed, "no flour"), (action.State, action.Failure?.Message)));
        Assert.Equal(RunState.Failed, recorded.Run.State);
    }

    [Fact]
    public async Task Failure_that_is_wrapped_is_one_chain_that_begins_with_the_root_cause()
    {
        var run = await Runner.StartAsync(FailureTasks.Wrap, "no flour");
        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"));

        Assert.Equal(("wrapped", FailureTasks.Wrap.Name), (exception.Failure.Message, exception.Failure.Task));
        Assert.Equal(("no flour", FailureTasks.Throw.Name), (exception.Failure.RootCause.Message, exception.Failure.RootCause.Task));
        Assert.Equal($"'{FailureTasks.Throw}' failed: InvalidOperationException: no flour", exception.Message);
        var text = exception.Failure.ToString();
        Assert.StartsWith("System.InvalidOperationException: no flour", text, StringComparison.Ordinal);
        Assert.Contains($"passed on by {FailureTasks.PassOn}", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("no flour", StringComparison.Ordinal) < text.IndexOf("which led to " + typeof(OrderRefusedException).FullName, StringComparison.Ordinal));
        Assert.DoesNotContain(nameof(TaskFailedException), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_that_a_body_blocked_on_has_the_root_cause_in_its_chain()
    {
        var failure = await FailureOfAsync(FailureTasks.BlockOnFailure, "no flour");

        Assert.Equal(("no flour", FailureTasks.Throw.Name), (failure.RootCause.Message, failure.RootCause.Task));
    }

    [Fact]
    public async Task Failure_that_a_body_catches_ends_there()
    {
        var caught = await ResultOfAsync(FailureTasks.Catch, "no flour", ("key", "run"));

        Assert.Equal(
            ["System.InvalidOperationException", "no flour", FailureTasks.Throw.Name, $"'{FailureTasks.Throw}' failed: InvalidOperationException: no flour", """{"key": "run"}"""],
            caught);
    }

    [Fact]
    public async Task Failure_of_a_body_that_returned_no_task_says_so()
    {
        var run = await Runner.StartAsync(FailureTasks.ReturnNull);

        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"))).Failure;
        Assert.Contains("returned null instead of a Task", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_end_with_the_last_attempts_failure_and_all_are_recorded()
    {
        var recorded = await RecordOfAsync(FailureTasks.ThrowEachTime, "attempt");

        Assert.Equal((RunState.Failed, "attempt 3", 3), (recorded.Run.State, recorded.Run.Failure!.Message, recorded.Run.Failure.Attempt));
        Assert.Equal(["attempt 1", "attempt 2", "attempt 3"], recorded.Root.Attempts.Select(attempt => attempt.Failure!.Message));
        Assert.Equal([1, 2, 3], recorded.Root.Attempts.Select(attempt => attempt.Number));
        Assert.All(recorded.Root.Attempts, attempt => Assert.Equal(ActionState.Failed, attempt.State));
    }

    [Fact]
    public async Task Retries_can_be_set_for_one_launch_alone()
    {
        var retried = FailureTasks.CountingUpTo.With(options => options with { Retry = new RetryOptions { MaxAttempts = 3 } });
        var run = await Runner.StartAsync(retried, 3);

        Assert.Equal(3, await run.ResultAsync().Soon("the result of the third attempt"));
    }

    [Fact]
    public async Task Retried_parent_calls_its_children_again_and_their_record_says_how_they_ended_last()
    {
        var recorded = await RecordOfAsync(FailureTasks.RetriedParent, Gate.NewId());

        var child = recorded.Of(FailureTasks.FailsForTheFirstParent);
        Assert.Equal(RunState.Succeeded, recorded.Run.State);
        Assert.Equal(ActionState.Succeeded, child.State);
        Assert.Null(child.Failure);
        Assert.Equal("second time", RecordedRun.ResultOf<string>(child));
        Assert.Equal(
            [("", 1, ActionState.Failed), ("0:2", 1, ActionState.Succeeded)],
            child.Attempts.Select(attempt => (attempt.AncestorAttempts, attempt.Number, attempt.State)));
    }

    [Fact]
    public async Task Retried_ancestor_calls_all_below_it_again_and_the_record_says_how_each_ended_last()
    {
        var recorded = await RecordOfAsync(FailureTasks.RetriedGrandparent, Gate.NewId());

        Assert.Equal(RunState.Succeeded, recorded.Run.State);
        Assert.All(recorded.Actions, action => Assert.Equal(ActionState.Succeeded, action.State));
        var grandchild = recorded.Of(FailureTasks.FailsForTheFirstParent);
        Assert.Equal([ActionState.Failed, ActionState.Succeeded], grandchild.Attempts.Select(attempt => attempt.State));
    }

    [Fact]
    public async Task Retries_can_be_set_for_one_call_alone() => Assert.Equal("2 1", await ResultOfAsync(FailureTasks.RetryOneCall));

    private async Task<TaskFailure> FailureOfAsync<T>(TaskDefinition<T, string> task, T input)
    {
        var run = await Runner.StartAsync(task, input);
        return (await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"))).Failure;
    }
}
