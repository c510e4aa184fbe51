using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Rule F5, and what recovery promises beside it.</summary>
public abstract class RecoveryConformance(RecoveryFixture engine)
{
    private const string AtLaunch = """{"step": "none", "gone": "g"}""";
    private const string First = """{"step": "first", "gone": "g", "extra": "x"}""";
    private const string Second = """{"step": "second"}""";

    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task F5_action_that_runs_again_has_the_context_that_it_had()
    {
        var run = await RunAcrossKillAsync();

        Assert.Equal([AtLaunch, First, Second, Second], await run.As(RecoveryTasks.Root).ResultAsync().Soon("the result"));
        Assert.Equal([$"root {AtLaunch}", $"waiting {Second}"], RecoveryTasks.Ran(_id).Skip(3).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task F5_recorded_contexts_and_origins_are_those_from_before()
    {
        var started = await StartAsync();
        var before = await EntriesAsync(started.RunId);
        var run = await GoOnAsync(started.RunId);
        await run.ResultJsonAsync().Soon("the result");

        Assert.Equal(before, await EntriesAsync(run.RunId));
    }

    [Fact]
    public async Task Action_with_a_recorded_outcome_does_not_run_again()
    {
        var run = await RunAcrossKillAsync();
        await run.ResultJsonAsync().Soon("the result");

        Assert.Single(RecoveryTasks.Ran(_id), ran => ran.StartsWith("done", StringComparison.Ordinal));
        var record = await run.GetRecordAsync();
        Assert.Equal((RunState.Succeeded, 1, 1), (record.State, record.TakenOver, record.RecordedActions));
        Assert.Empty(record.Warnings);
    }

    [Fact]
    public async Task Each_action_has_one_outcome_and_its_lost_attempts_say_why()
    {
        var run = await RunAcrossKillAsync();
        await run.ResultJsonAsync().Soon("the result");

        var actions = (await engine.Runner.Records.FindActionsAsync(run.RunId, new ActionQuery())).Items;
        Assert.Equal(3, actions.Count);
        Assert.All(actions, action =>
        {
            Assert.Equal(ActionState.Succeeded, action.State);
            Assert.Single(action.Attempts, attempt => attempt.State == ActionState.Succeeded);
            Assert.All(action.Attempts.SkipLast(1), attempt => Assert.Equal((ActionState.Lost, true), (attempt.State, attempt.Failure is not null)));
        });
        Assert.Single(actions.Single(action => action.Task == RecoveryTasks.Done.Name).Attempts);
    }

    [Fact]
    public async Task Who_waits_for_the_result_and_who_follows_see_the_end()
    {
        var started = await StartAsync();
        var result = started.As(RecoveryTasks.Root).ResultAsync();
        var events = FollowAsync(started);
        await GoOnAsync(started.RunId);

        Assert.Equal(Second, (await result.Soon("the result for who launched it"))[2]);
        var seen = await events.Soon("the end of the events");
        Assert.Single(seen, happened => happened.Kind == RunEventKind.TakenOver);
        Assert.Equal(RunEventKind.RunEnded, seen[^1].Kind);
        Assert.Equal(seen.Select(happened => happened.Sequence).Order().Distinct(), seen.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task Run_that_was_taken_over_can_be_cancelled()
    {
        var run = await KillAsync((await StartAsync()).RunId);
        await run.CancelAsync();

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Equal(RunState.Cancelled, (await run.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Action_of_a_run_that_was_taken_over_can_be_cancelled_alone()
    {
        var run = await KillAsync((await StartAsync()).RunId);
        var waiting = (await engine.Runner.Records.FindActionsAsync(run.RunId, new ActionQuery { Task = RecoveryTasks.Waiting.Name })).Items.Single();
        await run.CancelActionAsync(waiting.ActionId);

        var failure = (await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"))).Failure;
        Assert.Equal((typeof(ActionCancelledException).FullName, RecoveryTasks.Root.Name), (failure.Type, failure.Task));
        Assert.Equal(ActionState.Cancelled, (await engine.Runner.Records.GetActionAsync(run.RunId, waiting.ActionId))!.State);
    }

    private async Task<RunHandle> StartAsync()
    {
        var run = await engine.Runner.WithRunContext(("step", "none"), ("gone", "g")).StartAsync(RecoveryTasks.Root, _id);
        await Gate.Of(_id + "started").WaitAsync();
        return run;
    }

    private Task<RunHandle> KillAsync(RunId runId) => engine.KillOwnerAsync(runId).Soon("another owner");

    private async Task<RunHandle> GoOnAsync(RunId runId)
    {
        var run = await KillAsync(runId);
        Gate.Of(_id).Open();
        return run;
    }

    private async Task<RunHandle> RunAcrossKillAsync() => await GoOnAsync((await StartAsync()).RunId);

    private async Task<string[]> EntriesAsync(RunId runId) =>
    [
        .. (await engine.Runner.Records.FindActionsAsync(runId, new ActionQuery())).Items
            .SelectMany(action => action.Context.Entries.Concat(action.Context.Removed)
                .Select(entry => $"{action.ActionId} {entry.Key}={entry.Value} by {entry.Origin} over {entry.Overrode?.Value} by {entry.Overrode?.Origin}"))
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<List<RunEvent>> FollowAsync(RunHandle run)
    {
        var events = new List<RunEvent>();
        await foreach (var happened in run.FollowAsync())
        {
            events.Add(happened);
        }

        return events;
    }
}
