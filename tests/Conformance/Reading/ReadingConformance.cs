namespace Undercurrent.Conformance;

/// <summary>The rules R1 to R4: reading.</summary>
public abstract class ReadingConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public void R1_Current_outside_a_run_is_empty_and_never_null()
    {
        Assert.NotNull(CustomContext.Current);
        Assert.Empty(CustomContext.Current);
        Assert.Equal("{}", CustomContext.Current.ToString());
    }

    [Fact]
    public async Task R1_Current_in_a_run_without_context_is_empty() => Assert.Equal("{}", await ResultOfAsync(Probe.See));

    [Fact]
    public async Task R1_Current_outside_is_empty_again_when_a_run_has_been_launched_with_context()
    {
        await ResultOfAsync(Probe.See, ("key", "run"));

        Assert.Empty(CustomContext.Current);
        Assert.False(TaskContext.HasCurrent);
    }

    [Fact]
    public async Task R2_Body_sees_the_context_of_its_action() =>
        Assert.Equal("""{"trace_id": "root-abc", "experiment": "v1"}""", await ResultOfAsync(Probe.See, ("trace_id", "root-abc"), ("experiment", "v1")));

    [Fact]
    public async Task R2_Blocking_body_sees_the_context_of_its_action() =>
        Assert.Equal("""{"trace_id": "root-abc"}""", await ResultOfAsync(Probe.SeeBlocking, ("trace_id", "root-abc")));

    [Fact]
    public async Task R2_TaskContext_gives_the_same_object_as_Current() =>
        Assert.Equal(new[] { true, true, true }, await ResultOfAsync(ReadingTasks.CompareObjects, ("key", "run")));

    [Fact]
    public async Task R3_Snapshots_keep_their_values_whatever_scopes_open_and_close() =>
        Assert.Equal(
            ["""{"key": "run"}""", """{"key": "scope", "more": "x"}""", "{}"],
            await ResultOfAsync(ReadingTasks.KeepSnapshots, ("key", "run")));

    [Fact]
    public async Task R3_Snapshot_has_no_way_to_change_what_others_see() =>
        Assert.Equal("""{"key": "run", "other": "x"}""", await ResultOfAsync(ReadingTasks.TryToChange, ("key", "run"), ("other", "x")));

    // Over twelve keys the look-up builds an index on first use; it must not show half built.
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task R3_Snapshot_is_right_for_many_threads_at_once(int keys)
    {
        var context = Enumerable.Range(0, keys).Select(number => ContextChange.Set($"key{number}", $"key{number}")).ToArray();

        Assert.Equal(2000, await ResultOfAsync(ReadingTasks.ReadInParallel, 2000, context));
    }

    [Fact]
    public async Task R4_Typed_keys_read_and_write_in_the_invariant_culture() =>
        Assert.Equal("30 2.5 2.5 de-DE", await ResultOfAsync(ReadingTasks.TypedInGerman, ("timeout_seconds", "30"), ("ratio", "1.5")));

    [Fact]
    public async Task R4_Missing_key_is_an_error_that_names_key_and_type_and_what_there_is()
    {
        var messages = await ResultOfAsync(ReadingTasks.MissingKey, ("timeout_second", "30"));

        Assert.Contains("'timeout_seconds'", messages[0], StringComparison.Ordinal);
        Assert.Contains("Int32", messages[0], StringComparison.Ordinal);
        Assert.Contains("'timeout_seconds'", messages[1], StringComparison.Ordinal);
        Assert.Contains("String", messages[1], StringComparison.Ordinal);
        Assert.All(messages, message => Assert.Contains("Did you mean 'timeout_second'?", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R4_Removed_key_is_an_error_that_names_the_scope_that_removed_it()
    {
        var message = await ResultOfAsync(ReadingTasks.RemovedKey, ("timeout_seconds", "30"));

        Assert.Contains("'timeout_seconds'", message, StringComparison.Ordinal);
        Assert.Contains($"removed by a scope in {ReadingTasks.RemovedKey} at ReadingTasks.cs:", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_Wrong_value_is_an_error_that_names_key_value_type_and_the_launch_that_set_it()
    {
        var run = await Runner.WithRunContext(("timeout_seconds", "soon")).StartAsync(ReadingTasks.NoNumber, new RunOptions { LaunchedBy = "ada" });
        var message = await run.ResultAsync().Soon("the error's words");

        Assert.Contains("'timeout_seconds'", message, StringComparison.Ordinal);
        Assert.Contains("'soon'", message, StringComparison.Ordinal);
        Assert.Contains("Int32", message, StringComparison.Ordinal);
        Assert.Contains("run launch by ada", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_Wrong_value_is_an_error_that_names_the_scope_that_set_it() =>
        Assert.Contains(
            $"set by a scope in {ReadingTasks.NoNumberInScope} at ReadingTasks.cs:",
            await ResultOfAsync(ReadingTasks.NoNumberInScope, ("timeout_seconds", "30")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("30", "True 30 30")]
    [InlineData("soon", "False 0 7")]
    public async Task R4_TryGet_and_a_default_give_no_error(string value, string expected) =>
        Assert.Equal(expected, await ResultOfAsync(ReadingTasks.AskForNumber, ("timeout_seconds", value)));

    [Fact]
    public async Task R4_TryGet_and_a_default_give_no_error_for_a_missing_key() =>
        Assert.Equal("False 0 7", await ResultOfAsync(ReadingTasks.AskForNumber));
}
