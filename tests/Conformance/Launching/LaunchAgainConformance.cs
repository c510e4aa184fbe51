using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule V5: a run is launched again, as it was or changed, from the start or only what failed.</summary>
public abstract class LaunchAgainConformance(EngineFixture engine) : ConformanceTests(engine)
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task V5_Run_is_launched_again_with_inputs_context_and_labels_as_they_were()
    {
        var options = new RunOptions { Labels = new Dictionary<string, string> { ["team"] = "bakery" } };
        var source = await Runner.WithRunContext(("a", "1"), ("b", "2")).StartAsync(Probe.SeeNumbered, 7, options);
        await source.ResultAsync().Soon("the first result");

        RunHandle again;
        using (CustomContext.BeginScope(("a", "of this moment")))
        {
            again = await Runner.LaunchAgainAsync(source.RunId, new LaunchAgainOptions { LaunchedBy = "bob" });
        }

        Assert.Equal("""7: {"a": "1", "b": "2"}""", await again.As(Probe.SeeNumbered).ResultAsync().Soon("the second result"));
        var record = await again.GetRecordAsync();
        Assert.NotEqual(source.RunId, again.RunId);
        Assert.Equal((new RunSource(source.RunId, LaunchFrom.Start), "bakery", "bob", "[7]"),
            (record.Source!, record.Labels["team"], record.LaunchedBy, Encoding.UTF8.GetString(record.Inputs.Span)));
        Assert.Equal("bob", record.Context.FindEntry("a")!.Origin.LaunchedBy);
        Assert.Null((await source.GetRecordAsync()).Source);
    }

    [Fact]
    public async Task V5_Keys_and_inputs_can_be_changed_and_keys_removed()
    {
        var source = await RecordOfAsync(Probe.SeeNumbered, 7, ("a", "1"), ("b", "2"), ("c", "3"));
        var again = await Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions
        {
            Change = [("b", "changed"), ("d", "new")],
            Remove = ["a"],
            Inputs = "[8]",
            Labels = new Dictionary<string, string> { ["why"] = "test" },
        });

        Assert.Equal("""8: {"b": "changed", "c": "3", "d": "new"}""", await again.As(Probe.SeeNumbered).ResultAsync().Soon("the result"));
        Assert.Equal("test", (await again.GetRecordAsync()).Labels["why"]);
    }

    [Fact]
    public async Task V5_From_the_start_everything_runs_again()
    {
        var source = await RecordOfAsync(AgainTasks.Root, _id, ("key", "run"));
        AgainTasks.Heal(_id);
        var again = await Runner.LaunchAgainAsync(source.Run.RunId);

        Assert.Equal(Result, await again.As(AgainTasks.Root).ResultAsync().Soon("the result"));
        Assert.Equal((2, 2, 2, 2, 2), Ran);
    }

    [Fact]
    public async Task V5_From_the_failure_only_what_did_not_succeed_runs_again()
    {
        var source = await RecordOfAsync(AgainTasks.Root, _id, ("key", "run"));
        Assert.Equal(RunState.Failed, source.Run.State);
        AgainTasks.Heal(_id);
        var again = await Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { From = LaunchFrom.Failure });

        Assert.Equal(Result, await again.As(AgainTasks.Root).ResultAsync().Soon("the result"));
        Assert.Equal((2, 1, 2, 1, 2), Ran);
        var recorded = await RecordedRun.AtItsEndAsync(Runner, again);
        Assert.Equal(new RunSource(source.Run.RunId, LaunchFrom.Failure), recorded.Run.Source);
        Assert.Equal(
            [null, source.Run.RunId, null, source.Run.RunId, null],
            recorded.Actions.Select(action => action.Source?.RunId));
        Assert.Equal(source.Actions.Select(action => action.ActionId), recorded.Actions.Select(action => action.ActionId));
        Assert.All(recorded.Actions.Where(action => action.Source is not null), action => Assert.Equal(action.ActionId, action.Source!.ActionId));
    }

    [Fact]
    public async Task V5_Run_that_took_results_can_be_launched_again_itself()
    {
        var source = await RecordOfAsync(AgainTasks.Root, _id);
        var second = await Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { From = LaunchFrom.Failure });
        await Assert.ThrowsAsync<TaskFailedException>(() => second.ResultJsonAsync().Soon("the second failure"));
        AgainTasks.Heal(_id);
        var third = await Runner.LaunchAgainAsync(second.RunId, new LaunchAgainOptions { From = LaunchFrom.Failure });

        await third.ResultJsonAsync().Soon("the third result");
        Assert.Equal((3, 1, 3, 1, 3), Ran);
    }

    [Fact]
    public async Task V5_Contradictions_and_unknown_runs_are_refused_with_what_to_do()
    {
        var source = await RecordOfAsync(Probe.See, ("a", "1"));
        var changed = await Assert.ThrowsAsync<ArgumentException>(() =>
            Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { From = LaunchFrom.Failure, Remove = ["a"] }));
        Assert.Contains("LaunchFrom.Start", changed.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<KeyNotFoundException>(() => Runner.LaunchAgainAsync(RunId.Parse(_id)));
        Assert.Contains(_id, unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TaskInputException>(() => Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { Inputs = "[1, 2]" }));
    }

    [Fact]
    public async Task V5_From_the_failure_sensitive_values_are_given_anew_and_nothing_else_is_changed()
    {
        var source = await RecordOfAsync(AgainTasks.Root, _id, ("key", "run"), ("secret.token", "abc"));
        AgainTasks.Heal(_id);
        var options = new LaunchAgainOptions { From = LaunchFrom.Failure, Change = [("secret.token", "abc")] };
        await Assert.ThrowsAsync<ArgumentException>(() => Runner.WithRunContext(("key", "other")).LaunchAgainAsync(source.Run.RunId, options));
        var again = await Runner.LaunchAgainAsync(source.Run.RunId, options);

        await again.ResultJsonAsync().Soon("the result");
        Assert.Equal((2, 1, 2, 1, 2), Ran);
    }

    [Fact]
    public async Task L3_Sensitive_values_have_to_be_given_anew()
    {
        var source = await RecordOfAsync(SensitiveTasks.Spell, "secret.token", ("secret.token", "abc"), ("secret.other", "def"));
        var missing = await Assert.ThrowsAsync<ArgumentException>(() => Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { Change = [("secret.token", "ghi")] }));
        Assert.Contains("secret.other", missing.Message, StringComparison.Ordinal);
        var again = await Runner.LaunchAgainAsync(source.Run.RunId, new LaunchAgainOptions { Change = [("secret.token", "ghi")], Remove = ["secret.other"] });

        Assert.Equal("g h i", await again.As(SensitiveTasks.Spell).ResultAsync().Soon("the result"));
    }

    private static string[] Result => ["outer {\"key\": \"run\"}", "inner {\"key\": \"run\", \"level\": \"branch\"}", "broken {\"key\": \"run\", \"level\": \"branch\"}"];

    private (int Root, int Outer, int Branch, int Inner, int Broken) Ran =>
        (AgainTasks.TimesRan(_id, "root"), AgainTasks.TimesRan(_id, "outer"), AgainTasks.TimesRan(_id, "branch"), AgainTasks.TimesRan(_id, "inner"), AgainTasks.TimesRan(_id, "broken"));
}
