using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>The record of runs and actions, and the stream of a run's events.</summary>
public abstract class RecordConformance(EngineFixture engine) : ConformanceTests(engine)
{
    [Fact]
    public async Task Run_is_recorded_with_all_that_its_launch_and_end_fixed()
    {
        var options = new RunOptions { LaunchedBy = "ada", Labels = new Dictionary<string, string> { ["team"] = "bakery" } };
        var run = await Runner.WithRunContext(("key", "run")).StartAsync(Probe.SeeNumbered, 7, options);
        var recorded = await RecordedRun.AtItsEndAsync(Runner, run);

        var record = recorded.Run;
        Assert.Equal(
            (run.RunId, Probe.SeeNumbered.Name, RunState.Succeeded, "ada", "bakery", """{"key": "run"}""", "[7]"),
            (record.RunId, record.Task, record.State, record.LaunchedBy, record.Labels["team"], record.Context.ToString(), Encoding.UTF8.GetString(record.Inputs.Span)));
        Assert.Equal(recorded.Root.ActionId, record.RootActionId);
        Assert.Equal(await run.ResultJsonAsync(), Encoding.UTF8.GetString(record.Output!.Value.Span));
        Assert.Null(record.Failure);
        Assert.True(record.LaunchedAt <= record.EndedAt, "the run ended before its launch");
    }

    [Fact]
    public async Task Actions_are_recorded_in_a_tree_with_inputs_results_context_and_attempts()
    {
        var recorded = await RecordOfAsync(Probe.Deep, 3, ("key", "run"));

        Assert.Equal(["[3]", "[2]", "[1]", "[0]"], recorded.Actions.Select(action => Encoding.UTF8.GetString(action.Inputs.Span)));
        Assert.Equal([null, .. recorded.Actions.Take(3).Select(action => (ActionId?)action.ActionId)], recorded.Actions.Select(action => action.ParentId));
        Assert.All(recorded.Actions, action =>
        {
            Assert.Equal((recorded.Run.RunId, Probe.Deep.Name, ActionState.Succeeded), (action.RunId, action.Task, action.State));
            Assert.Equal("""{"key": "run"}""", RecordedRun.ResultOf<string>(action));
            Assert.Equal("""{"key": "run"}""", action.Context.ToString());
            var attempt = Assert.Single(action.Attempts);
            Assert.Equal((1, ActionState.Succeeded, null), (attempt.Number, attempt.State, attempt.Failure));
            Assert.NotNull(attempt.Host);
            Assert.True(attempt.StartedAt <= attempt.EndedAt, "the attempt ended before it started");
        });
    }

    [Fact]
    public async Task Action_is_found_by_its_id_and_an_unknown_one_is_null()
    {
        var recorded = await RecordOfAsync(Probe.Deep, 1);

        var action = await Runner.Records.GetActionAsync(recorded.Run.RunId, recorded.Actions[1].ActionId);
        Assert.Equal("[0]", Encoding.UTF8.GetString(action!.Inputs.Span));
        Assert.Null(await Runner.Records.GetActionAsync(recorded.Run.RunId, default));
        Assert.Null(await Runner.Records.GetActionAsync(RunId.Parse(Gate.NewId()), recorded.Root.ActionId));
        Assert.Null(await Runner.Records.GetRunAsync(RunId.Parse(Gate.NewId())));
        Assert.Empty((await Runner.Records.GetChildrenAsync(RunId.Parse(Gate.NewId()), null)).Items);
    }

    [Fact]
    public async Task Children_come_in_pages_in_the_order_of_their_start()
    {
        var recorded = await RecordOfAsync(RecordTasks.CallInOrder, 23);

        var inputs = new List<string>();
        var pages = new List<int>();
        string? after = null;
        do
        {
            var page = await Runner.Records.GetChildrenAsync(recorded.Run.RunId, recorded.Root.ActionId, new PageRequest { Size = 10, After = after });
            inputs.AddRange(page.Items.Select(child => Encoding.UTF8.GetString(child.Inputs.Span)));
            pages.Add(page.Items.Count);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([10, 10, 3], pages);
        Assert.Equal(Enumerable.Range(0, 23).Select(number => $"[{number}]"), inputs);
    }

    [Fact]
    public async Task Large_results_are_left_out_of_a_page_and_come_with_the_action()
    {
        var recorded = await RecordOfAsync(RecordTasks.CallLarge, 3);
        var listed = recorded.AllOf(RecordTasks.MakeLarge);

        Assert.All(listed, action => Assert.Equal((0, RecordTasks.LargeSize + 2), (action.Output!.Value.Length, action.OutputSize)));
        var opened = await Task.WhenAll(listed.Select(action => Runner.Records.GetActionAsync(recorded.Run.RunId, action.ActionId)));
        Assert.Equal(
            Enumerable.Range(0, 3).Select(number => new string((char)('a' + number), RecordTasks.LargeSize)),
            opened.Select(action => RecordedRun.ResultOf<string>(action!)));
    }

    [Fact]
    public async Task Events_come_while_the_run_runs_and_end_with_it()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        var events = new List<RunEvent>();
        await FollowAsync(run, events, happened =>
        {
            if (happened.Message == "before")
            {
                // Only a stream that is live gets here: the body waits for this gate.
                Gate.Of(id).Open();
            }
        }).Soon("the end of the run's events");

        AssertComplete(events);
    }

    [Fact]
    public async Task Events_of_a_run_that_has_ended_are_all_there()
    {
        var id = Gate.NewId();
        Gate.Of(id).Open();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        await run.ResultAsync().Soon("the result");
        var events = new List<RunEvent>();
        await FollowAsync((await Runner.GetRunAsync(run.RunId))!, events, _ => { }).Soon("the end of the run's events");

        AssertComplete(events);
    }

    [Fact]
    public async Task Following_ends_when_its_token_is_cancelled_and_the_run_goes_on()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FollowAsync(run, [], happened =>
        {
            if (happened.Kind == RunEventKind.Reported)
            {
                cancellation.Cancel();
            }
        }, cancellation.Token).Soon("the end of following"));
        Gate.Of(id).Open();

        Assert.Equal("done", await run.ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Reported_line_has_a_limit()
    {
        Assert.Equal("reported", await ResultOfAsync(RecordTasks.ReportLong, 8192));
        var run = await Runner.StartAsync(RecordTasks.ReportLong, 8193);

        var exception = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the failure"));
        Assert.Contains($"{8192:N0} characters", exception.Message, StringComparison.Ordinal);
    }

    private static async Task FollowAsync(RunHandle run, List<RunEvent> events, Action<RunEvent> look, CancellationToken cancellationToken = default)
    {
        await foreach (var happened in run.FollowAsync(cancellationToken))
        {
            events.Add(happened);
            look(happened);
        }
    }

    private static void AssertComplete(List<RunEvent> events)
    {
        var root = RecordTasks.ReportAndWait.Name;
        var child = RecordTasks.ReportOnce.Name;
        Assert.Equal((RunEventKind.RunLaunched, root), (events[0].Kind, events[0].Task));
        Assert.Equal((RunEventKind.RunEnded, root), (events[^1].Kind, events[^1].Task));
        Assert.Equal(events.Select(happened => happened.Sequence).Order().Distinct(), events.Select(happened => happened.Sequence));

        // Of each action in its order; how those of two actions on two hosts lie to each other is the engine's.
        Assert.Equal(
            [(RunEventKind.AttemptStarted, 1, null), (RunEventKind.Reported, 1, "before"), (RunEventKind.Reported, 1, "after"), (RunEventKind.AttemptEnded, 1, null)],
            Of(root));
        Assert.Equal(
            [
                (RunEventKind.AttemptStarted, 1, null), (RunEventKind.Reported, 1, "attempt 1"),
                (RunEventKind.AttemptEnded, 1, $"'{child}' failed: InvalidOperationException: once more"),
                (RunEventKind.AttemptStarted, 2, null), (RunEventKind.Reported, 2, "attempt 2"), (RunEventKind.AttemptEnded, 2, null),
            ],
            Of(child));
        Assert.Equal(12, events.Count);

        IEnumerable<(RunEventKind, int, string?)> Of(string task) => events
            .Where(happened => happened.ActionId is not null && happened.Task == task)
            .Select(happened => (happened.Kind, happened.Attempt, happened.Message));
    }
}
