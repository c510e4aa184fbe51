using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Which failures are tried again, and that each attempt is the same call.</summary>
public abstract class RetryConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Every_attempt_starts_with_the_same_context_F4()
    {
        var recorded = await RecordOfAsync(RetryTasks.CallUnderScope, ("key", "run"), ("taken_away", "not by an attempt"));

        const string Seen = """{"key": "scope", "taken_away": "not by an attempt"}""";
        var action = recorded.Of(RetryTasks.SeeEachTime);
        Assert.Equal(Seen, RecordedRun.ResultOf<string>(action));
        Assert.Equal([1, 2, 3, 4], action.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([Seen, Seen, Seen, null], action.Attempts.Select(attempt => attempt.Failure?.Message));
    }

    [Theory]
    [InlineData("directory", 3)]
    [InlineData("file", 1)]
    [InlineData("something else", 1)]
    public async Task Types_say_what_is_tried_again(string name, int attempts)
    {
        var recorded = await RecordOfAsync(RetryTasks.ThrowNamed, name);

        Assert.Equal((RunState.Failed, ActionState.Failed), (recorded.Run.State, recorded.Root.State));
        Assert.Equal(Enumerable.Range(1, attempts), recorded.Root.Attempts.Select(attempt => attempt.Number));
        Assert.All(recorded.Root.Attempts, attempt => Assert.Equal(ActionState.Failed, attempt.State));
        Assert.Equal(recorded.Root.Attempts[^1].Failure, recorded.Root.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_thrown_as_final_is_not_tried_again_by_anybody(bool blocking)
    {
        var recorded = await RecordOfAsync(blocking ? RetryTasks.BlockOnFinal : RetryTasks.PassOnFinal);

        Assert.All(recorded.Actions, action => Assert.Equal((ActionState.Failed, 1), (action.State, action.Attempts.Count)));
        var failure = blocking ? recorded.Run.Failure!.Cause! : recorded.Run.Failure!;
        Assert.Equal((typeof(NonRetryableException).FullName, "no use"), (failure.Type, failure.Message));
        Assert.Equal("the shop is closed", failure.RootCause.Message);
    }

    [Fact]
    public async Task Predicate_of_the_task_is_asked_where_the_caller_is_and_its_no_is_recorded_at_once()
    {
        var recorded = await RecordOfAsync(RetryTasks.LookAtCount);

        Assert.Equal("Failed: failed 3 times", RecordedRun.ResultOf<string>(recorded.Root));
        var action = recorded.Of(RetryTasks.Count);
        Assert.Equal(ActionState.Failed, action.State);
        Assert.Equal(["failed 1 times", "failed 2 times", "failed 3 times"], action.Attempts.Select(attempt => attempt.Failure?.Message));
    }

    [Fact]
    public async Task Attempt_that_would_begin_behind_the_deadline_is_not_waited_for()
    {
        var recorded = await RecordOfAsync(RetryTasks.Late);

        Assert.Equal((RunState.Failed, ActionState.Failed, "too late"), (recorded.Run.State, recorded.Root.State, recorded.Root.Failure?.Message));
        Assert.Equal("too late", Assert.Single(recorded.Root.Attempts).Failure?.Message);
    }

    [Fact]
    public async Task What_a_call_says_explicitly_wins_and_a_zero_is_a_value() =>
        Assert.Equal("1 2 1 2", await ResultOfAsync(RetryTasks.CallWithOthers));

    [Fact]
    public async Task Launch_carries_changed_options_as_data()
    {
        var fewer = RetryTasks.ThrowNamed.With(options => options with { Retry = (options.Retry with { MaxAttempts = 2 }).DontRetryOn<DirectoryNotFoundException>() });
        var recorded = await RecordedRun.AtItsEndAsync(Runner, await Runner.StartAsync(fewer, "directory"));

        Assert.Single(recorded.Root.Attempts);
    }

    [Fact]
    public async Task Launch_keeps_the_predicate_of_the_definition_when_it_changes_something_else()
    {
        var changed = RetryTasks.Count.With(options => options with { Retry = options.Retry with { MaxAttempts = 8 } });
        var recorded = await RecordedRun.AtItsEndAsync(Runner, await Runner.StartAsync(changed));

        Assert.Equal(3, recorded.Root.Attempts.Count);
    }

    [Fact]
    public async Task Launch_with_a_predicate_of_its_own_is_refused_and_told_where_to_put_it()
    {
        var changed = RetryTasks.Count.With(options => options with { Retry = options.Retry with { RetryWhen = _ => true } });

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Runner.StartAsync(changed));

        Assert.Contains(RetryTasks.Count.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains("where the task is defined", error.Message, StringComparison.Ordinal);
    }
}
