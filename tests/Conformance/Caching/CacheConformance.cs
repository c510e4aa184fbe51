using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Cached results: what a hit is, and that the context is no part of it (rule N1).</summary>
public abstract class CacheConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task N1_Root_is_a_hit_under_any_context()
    {
        var id = Gate.NewId();

        Assert.Equal("body 1", await ResultOfAsync(CacheTasks.Kept, id, ("key", "one")));
        Assert.Equal("body 1", await ResultOfAsync(CacheTasks.Kept, id, ("key", "two"), ("more", "yes")));
        Assert.Equal("body 1", await ResultOfAsync(CacheTasks.Kept, id));
        Assert.Equal("body 2", await ResultOfAsync(CacheTasks.Kept.With(Off), id));
    }

    [Fact]
    public async Task N1_Child_is_a_hit_under_any_context()
    {
        var id = Gate.NewId();

        var recorded = await RecordOfAsync(CacheTasks.CallTwice, id, CachePolicy.On());

        Assert.Equal(["body 1", "body 1"], RecordedRun.ResultOf<string[]>(recorded.Root));
        Assert.Equal(["one", "two"], recorded.AllOf(CacheTasks.Kept).Select(action => action.Context["key"]));
        Assert.Equal(1, Tally.Of(id));
    }

    [Fact]
    public async Task N1_Root_hits_what_a_child_made_and_the_other_way_round()
    {
        var (first, second) = (Gate.NewId(), Gate.NewId());

        await ResultOfAsync(CacheTasks.CallKept, first, CachePolicy.On(), ("key", "one"));
        await ResultOfAsync(CacheTasks.Kept, first, ("key", "two"));
        await ResultOfAsync(CacheTasks.Kept, second, ("key", "one"));
        await ResultOfAsync(CacheTasks.CallKept, second, CachePolicy.On(), ("key", "two"));

        Assert.Equal((1, 1), (Tally.Of(first), Tally.Of(second)));
    }

    [Fact]
    public async Task N1_Two_contexts_at_once_each_run_with_their_own_and_leave_one_result()
    {
        var id = Gate.NewId();

        var seen = await ResultOfAsync(CacheTasks.CallTogether, id);
        Assert.Equal(["""{"key": "one"}""", """{"key": "two"}"""], seen);
        Assert.Contains(await ResultOfAsync(CacheTasks.Together, id), seen);
    }

    [Fact]
    public async Task Hit_is_recorded_as_an_action_that_names_its_source_and_ran_nowhere()
    {
        var id = Gate.NewId();
        var made = await RecordOfAsync(CacheTasks.Kept, id);
        var child = await RecordOfAsync(CacheTasks.CallKept, id, CachePolicy.On(), ("key", "value"));
        var root = await RecordOfAsync(CacheTasks.Kept, id);

        Assert.Null(made.Root.Source);
        Assert.All([child.Of(CacheTasks.Kept), root.Root], hit =>
        {
            Assert.Equal(new ActionSource(made.Run.RunId, made.Root.ActionId), hit.Source);
            Assert.Equal(ActionState.Succeeded, hit.State);
            Assert.Equal("body 1", RecordedRun.ResultOf<string>(hit));
            Assert.NotNull(hit.EndedAt);
            Assert.All(hit.Attempts, attempt => Assert.Null(attempt.Host));
            Assert.All(hit.Attempts, attempt => Assert.Null(attempt.StartedAt));
        });
        Assert.Equal("value", child.Of(CacheTasks.Kept).Context["key"]);
        Assert.Null(child.Root.Source);
        Assert.Equal(RunState.Succeeded, root.Run.State);
    }

    [Fact]
    public async Task Source_of_a_hit_is_who_ran_and_not_the_hit_before()
    {
        var id = Gate.NewId();
        var made = await RecordOfAsync(CacheTasks.Kept, id);
        await RecordOfAsync(CacheTasks.Kept, id);
        var last = await RecordOfAsync(CacheTasks.Kept, id);

        Assert.Equal(made.Run.RunId, last.Root.Source!.RunId);
    }

    [Fact]
    public async Task Failure_is_not_kept_and_the_success_behind_it_is()
    {
        var id = Gate.NewId();

        var failed = await RecordOfAsync(CacheTasks.KeptAfter, id, 1);
        Assert.Equal((RunState.Failed, "failure 1"), (failed.Run.State, failed.Run.Failure?.Message));
        Assert.Equal("body 2", await ResultOfAsync(CacheTasks.KeptAfter, id, 1));
        Assert.Equal("body 2", await ResultOfAsync(CacheTasks.KeptAfter, id, 1));
    }

    [Fact]
    public async Task Cached_task_is_retried_and_the_result_of_its_last_attempt_is_kept()
    {
        var id = Gate.NewId();
        var retried = CacheTasks.KeptAfter.With(options => options with { Retry = new RetryOptions { MaxAttempts = 3 } });

        var made = await RecordedRun.AtItsEndAsync(Runner, await Runner.StartAsync(retried, id, 2));
        Assert.Equal(3, made.Root.Attempts.Count);
        var hit = await RecordedRun.AtItsEndAsync(Runner, await Runner.StartAsync(retried, id, 2));

        Assert.Equal("body 3", RecordedRun.ResultOf<string>(hit.Root));
        Assert.Equal(made.Run.RunId, hit.Root.Source?.RunId);
        Assert.Equal(3, Tally.Of(id));
    }

    [Fact]
    public async Task Inputs_are_the_same_when_their_values_are_however_they_are_written()
    {
        var id = Gate.NewId();

        Assert.StartsWith("body 1", await LaunchJsonAsync("""{"a":1.0,"b":["é",null]}"""), StringComparison.Ordinal);
        Assert.StartsWith("body 1", await LaunchJsonAsync("""{ "b" : [ "\u00e9", null ], "a" : 10e-1 }"""), StringComparison.Ordinal);
        Assert.StartsWith("body 2", await LaunchJsonAsync("""{"a":1,"b":["e",null]}"""), StringComparison.Ordinal);
        Assert.StartsWith("body 3", await LaunchJsonAsync("""{"a":"1","b":["é",null]}"""), StringComparison.Ordinal);
        Assert.StartsWith("body 4", await LaunchJsonAsync("""{"a":1,"b":[null,"é"]}"""), StringComparison.Ordinal);

        async Task<string> LaunchJsonAsync(string note)
        {
            var inputs = Encoding.UTF8.GetBytes($"[\"{id}\",{note}]");
            var run = await Runner.LaunchAsync(new RunRequest(CacheTasks.KeptWithNote.Name, inputs, new RunOptions()));
            return await run.As(CacheTasks.KeptWithNote).ResultAsync().Soon("the result");
        }
    }

    private static TaskOptions Off(TaskOptions options) => options with { Cache = CachePolicy.Off };
}
