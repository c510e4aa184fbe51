using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule N3: a task whose result is cached and that reads a key has been given a trap, and is told.</summary>
public abstract class GuardConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task N3_Cached_task_that_reads_a_key_earns_the_run_a_warning_with_task_key_and_remedy()
    {
        var recorded = await RecordOfAsync(GuardTasks.Read, _id, ("key", "1"));

        var warning = Assert.Single(recorded.Run.Warnings);
        Assert.Equal((RunWarningKind.CachedTaskReadsContext, recorded.Root.ActionId, GuardTasks.Read.Name), (warning.Kind, warning.ActionId, warning.Task));
        Assert.Contains($"'{GuardTasks.Read.Name}'", warning.Message, StringComparison.Ordinal);
        Assert.Contains("'key'", warning.Message, StringComparison.Ordinal);
        Assert.Contains("CachePolicy.VaryBy(\"key\")", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N3_Key_that_is_missing_is_read_as_much()
    {
        var recorded = await RecordOfAsync(GuardTasks.Read, _id);

        Assert.Contains("'key'", Assert.Single(recorded.Run.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task N3_With_VaryBy_the_value_is_in_the_key_and_the_warning_gone()
    {
        var recorded = await RecordOfAsync(GuardTasks.Twice, _id);

        Assert.Empty(recorded.Run.Warnings);
        Assert.Equal(["True 1", "True 2"], RecordedRun.ResultOf<string[]>(recorded.Root));
    }

    [Fact]
    public async Task N3_In_strict_mode_the_read_is_an_error_that_is_not_tried_again()
    {
        var recorded = await RecordOfAsync(GuardTasks.ReadStrictly, _id, ("key", "1"));

        Assert.Equal(RunState.Failed, recorded.Run.State);
        Assert.Equal(typeof(ContextGuardException).FullName, recorded.Run.Failure!.Type);
        Assert.Contains("CachePolicy.VaryBy(\"key\")", recorded.Run.Failure.Message, StringComparison.Ordinal);
        Assert.Single(recorded.Root.Attempts);
    }

    [Fact]
    public async Task N3_Reads_in_what_it_calls_count_for_a_cached_parent()
    {
        var warned = await RecordOfAsync(GuardTasks.CallReader, _id, ("key", "1"));
        Assert.Equal(warned.Root.ActionId, Assert.Single(warned.Run.Warnings).ActionId);

        var strict = await RecordOfAsync(GuardTasks.CallReaderStrictly, _id, ("key", "1"));
        Assert.Equal((RunState.Failed, ActionState.Failed), (strict.Run.State, strict.Root.State));
        Assert.Equal(typeof(ContextGuardException).FullName, strict.Run.Failure!.Type);
    }

    [Fact]
    public async Task N3_Key_that_it_overrides_itself_is_no_trap()
    {
        var recorded = await RecordOfAsync(GuardTasks.CallReaderOverridden, _id, ("key", "1"));

        Assert.Equal((RunState.Succeeded, "True own"), (recorded.Run.State, RecordedRun.ResultOf<string>(recorded.Root)));
        Assert.Empty(recorded.Run.Warnings);
    }

    [Fact]
    public async Task N3_Hit_of_a_result_that_read_a_key_counts_for_a_cached_parent_too()
    {
        await RecordOfAsync(GuardTasks.Read, _id, ("key", "1"));
        var recorded = await RecordOfAsync(GuardTasks.CallCachedReader, _id, ("key", "1"));

        Assert.NotNull(recorded.Of(GuardTasks.Read).Source);
        Assert.Contains(recorded.Run.Warnings, warning => warning.ActionId == recorded.Root.ActionId);
    }

    [Fact]
    public async Task N3_Hit_that_was_made_under_another_value_earns_a_warning_and_strict_mode_does_not_take_it()
    {
        await RecordOfAsync(GuardTasks.Read, _id, ("key", "1"));
        var hit = await RecordOfAsync(GuardTasks.Read, _id, ("key", "2"));
        Assert.Equal("True 1", RecordedRun.ResultOf<string>(hit.Root));
        Assert.Contains("'key'", Assert.Single(hit.Run.Warnings).Message, StringComparison.Ordinal);

        var strict = GuardTasks.Read.With(options => options with { Cache = options.Cache with { Strict = true } });
        var run = await Runner.WithRunContext(("key", "3")).StartAsync(strict, _id);
        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"));
        Assert.Equal(typeof(ContextGuardException).FullName, exception.Failure.Type);
    }

    [Fact]
    public async Task N3_Reads_inside_a_step_count()
    {
        var recorded = await RecordOfAsync(GuardTasks.ReadInStep, _id, ("key", "1"));

        Assert.Equal(["key"], recorded.Root.Reads);
        Assert.Contains(recorded.Run.Warnings, warning => warning.ActionId == recorded.Root.ActionId);
        Assert.Equal(["key"], Assert.Single(recorded.Actions, action => action.Task.EndsWith("/look", StringComparison.Ordinal)).Reads);
    }

    [Fact]
    public async Task N3_Cached_task_that_reads_nothing_is_at_ease()
    {
        var recorded = await RecordOfAsync(GuardTasks.ReadNothing, _id, ("key", "1"));

        Assert.Equal(RunState.Succeeded, recorded.Run.State);
        Assert.Empty(recorded.Run.Warnings);
    }

    [Fact]
    public async Task N3_Warning_comes_once_for_a_run_task_and_key_on_each_host()
    {
        var recorded = await RecordOfAsync(GuardTasks.ManyReaders, _id, ("key", "1"));

        Assert.InRange(recorded.Run.Warnings.Count, 1, Engine.HostCount);
    }
}
