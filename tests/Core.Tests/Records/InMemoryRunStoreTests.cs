using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Records;

public sealed class InMemoryRunStoreTests
{
    [Fact]
    public async Task Ended_runs_beyond_the_limit_are_dropped_the_oldest_first()
    {
        var store = Store(maxEndedRuns: 2);
        for (var number = 0; number < 5; number++)
        {
            await LaunchAndEndAsync(store, $"run{number}");
        }

        Assert.Equal(["run3", "run4"], await IdsAsync(store));
    }

    [Fact]
    public async Task Runs_that_have_not_ended_are_never_dropped()
    {
        var store = Store(maxEndedRuns: 1);
        for (var number = 0; number < 10; number++)
        {
            await store.AppendAsync(new RunLaunched(Given.Launch("own.task", $"open{number}")));
        }

        await LaunchAndEndAsync(store, "ended1");
        await LaunchAndEndAsync(store, "ended2");

        Assert.Equal([.. Enumerable.Range(0, 10).Select(number => $"open{number}").Prepend("ended2")], await IdsAsync(store));
    }

    [Fact]
    public async Task Runs_with_too_many_actions_together_are_dropped_but_never_the_last()
    {
        var store = Store(maxActions: 10);
        await LaunchAndEndAsync(store, "run1", children: 6);
        await LaunchAndEndAsync(store, "run2", children: 6);
        Assert.Equal(["run2"], await IdsAsync(store));

        await LaunchAndEndAsync(store, "run3", children: 50);
        Assert.Equal(["run3"], await IdsAsync(store));

        // What was dropped counts no more.
        await LaunchAndEndAsync(store, "run4", children: 1);
        await LaunchAndEndAsync(store, "run5", children: 1);
        Assert.Equal(["run4", "run5"], await IdsAsync(store));
    }

    [Fact]
    public async Task Launch_of_a_known_id_is_refused_and_changes_nothing()
    {
        var store = Store();
        await store.AppendAsync(new RunLaunched(Given.Launch("own.task")));

        var error = await Assert.ThrowsAsync<RunExistsException>(async () => await store.AppendAsync(new RunLaunched(Given.Launch("own.other") with { Token = "another" })));

        Assert.Contains("runner.GetRunAsync(\"run\")", error.Message, StringComparison.Ordinal);
        Assert.Equal("own.task", (await store.GetRunAsync(RunId.Parse("run")))?.Task);
    }

    [Fact]
    public async Task Outcome_of_an_action_is_taken_once()
    {
        var (store, launch) = await LaunchedAsync();
        var call = Given.Call(launch, 1);
        await store.AppendAsync(Given.Started(call));
        await store.AppendAsync(Given.Ended(call, Outcome.Succeeded(Given.Json("1"))));
        await store.AppendAsync(Given.Started(call));
        await store.AppendAsync(Given.Ended(call, Outcome.Failed(Given.Failure())));

        var action = (await store.GetActionAsync(launch.RunId, call.ActionId))!;
        Assert.Equal((ActionState.Succeeded, 1, null), (action.State, action.Attempts.Count, action.Failure));
    }

    [Fact]
    public async Task Attempts_are_kept_by_number_and_the_last_decides()
    {
        var (store, launch) = await LaunchedAsync();
        var call = Given.Call(launch, 1) with { MayRetry = true };
        await store.AppendAsync(Given.Started(call));
        await store.AppendAsync(Given.Ended(call, Outcome.Failed(Given.Failure("first"))));
        Assert.Equal(ActionState.WaitingToRetry, (await store.GetActionAsync(launch.RunId, call.ActionId))!.State);
        await store.AppendAsync(Given.Started(call with { Attempt = 2, MayRetry = false }));
        Assert.Equal(ActionState.Running, (await store.GetActionAsync(launch.RunId, call.ActionId))!.State);
        await store.AppendAsync(Given.Ended(call with { Attempt = 2, MayRetry = false }, Outcome.Failed(Given.Failure("second"))));

        var action = (await store.GetActionAsync(launch.RunId, call.ActionId))!;
        Assert.Equal((ActionState.Failed, "second"), (action.State, action.Failure?.Message));
        Assert.Equal([(1, "first"), (2, "second")], action.Attempts.Select(attempt => (attempt.Number, attempt.Failure?.Message)));
    }

    [Fact]
    public async Task Attempt_that_was_lost_before_it_could_say_that_it_started_is_recorded()
    {
        var (store, launch) = await LaunchedAsync();
        var call = Given.Call(launch, 1);
        await store.AppendAsync(Given.Ended(call, Outcome.Lost(Given.Failure("gone"))));

        var action = (await store.GetActionAsync(launch.RunId, call.ActionId))!;
        var attempt = Assert.Single(action.Attempts);
        Assert.Equal((ActionState.Failed, ActionState.Lost, null, "gone"), (action.State, attempt.State, attempt.StartedAt, attempt.Failure?.Message));
    }

    [Fact]
    public async Task End_of_the_run_abandons_what_still_runs()
    {
        var (store, launch) = await LaunchedAsync();
        await store.AppendAsync(Given.Started(Given.Call(launch)));
        await store.AppendAsync(new RunEnded(launch.RunId, launch.Task, Outcome.Cancelled(), Given.Noon));

        var root = Assert.Single((await store.GetChildrenAsync(launch.RunId, null)).Items);
        Assert.Equal((ActionState.Abandoned, ActionState.Abandoned, Given.Noon), (root.State, root.Attempts[0].State, root.EndedAt));
    }

    [Fact]
    public async Task Part_of_a_run_whose_actions_still_run_here_is_not_dropped()
    {
        // As on a silo that executes actions of a run that another silo owns: it sees no launch and no end of it.
        var store = Store(maxEndedRuns: 1);
        var call = Given.Call(Given.Launch("own.task", "elsewhere"), 1);
        await store.AppendAsync(Given.Started(call));

        // Ends of attempts that never started here must not be taken for the end of the one that runs.
        await store.AppendAsync(Given.Ended(Given.Call(Given.Launch("own.task", "elsewhere"), 2), Outcome.Lost(Given.Failure())));
        await LaunchAndEndAsync(store, "other1");
        await LaunchAndEndAsync(store, "other2");
        Assert.NotNull(await store.GetActionAsync(call.RunId, call.ActionId));

        await store.AppendAsync(Given.Ended(call));
        await LaunchAndEndAsync(store, "other3");
        await LaunchAndEndAsync(store, "other4");
        Assert.Null(await store.GetActionAsync(call.RunId, call.ActionId));
    }

    [Fact]
    public async Task Run_of_which_only_actions_are_recorded_is_no_run_yet_and_can_be_launched()
    {
        var store = Store();
        await store.AppendAsync(Given.Started(Given.Call(Given.Launch("own.task"), 1)));
        Assert.Null(await store.GetRunAsync(RunId.Parse("run")));
        await store.AppendAsync(new RunLaunched(Given.Launch("own.task")));

        Assert.NotNull(await store.GetRunAsync(RunId.Parse("run")));
    }

    [Fact]
    public async Task Events_are_numbered_from_one_and_can_be_read_from_anywhere_and_in_parts()
    {
        var (store, launch) = await LaunchedAsync();
        await store.AppendAsync(Given.Started(Given.Call(launch)));
        await store.AppendAsync(new ActionReported(Given.Call(launch), "hello", Given.Noon));
        await store.AppendAsync(Given.Ended(Given.Call(launch)));

        Assert.Equal([1, 2, 3, 4], await SequencesAsync(0, 100));
        Assert.Equal([2, 3], await SequencesAsync(1, 2));
        Assert.Empty(await SequencesAsync(4, 100));
        Assert.Empty(await store.ReadEventsAsync(RunId.Parse("unknown"), 0, 100));

        async Task<IEnumerable<long>> SequencesAsync(long after, int max) =>
            (await store.ReadEventsAsync(launch.RunId, after, max)).Select(happened => happened.Sequence);
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_with_the_next_one_or_its_token()
    {
        var (store, launch) = await LaunchedAsync();
        Assert.True(store.WaitForEventAsync(launch.RunId, 0, CancellationToken.None).IsCompleted);
        using var cancellation = new CancellationTokenSource();
        var next = store.WaitForEventAsync(launch.RunId, 1, CancellationToken.None);
        var cancelled = store.WaitForEventAsync(launch.RunId, 1, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon("the cancelled wait"));
        Assert.False(next.IsCompleted);
        await store.AppendAsync(Given.Started(Given.Call(launch)));
        await next.Soon("the next event");
        await Assert.ThrowsAsync<KeyNotFoundException>(() => store.WaitForEventAsync(RunId.Parse("unknown"), 0, CancellationToken.None));
    }

    private static InMemoryRunStore Store(int maxEndedRuns = 1000, int maxActions = 1000) =>
        new(new InMemoryRunStoreOptions { MaxEndedRuns = maxEndedRuns, MaxActions = maxActions });

    private static async Task<(InMemoryRunStore Store, RunLaunch Launch)> LaunchedAsync()
    {
        var (store, launch) = (Store(), Given.Launch("own.task"));
        await store.AppendAsync(new RunLaunched(launch));
        return (store, launch);
    }

    private static async Task LaunchAndEndAsync(InMemoryRunStore store, string id, int children = 0)
    {
        var launch = Given.Launch("own.task", id);
        await store.AppendAsync(new RunLaunched(launch));
        for (var child = 1; child <= children; child++)
        {
            await store.AppendAsync(Given.Started(Given.Call(launch, child)));
            await store.AppendAsync(Given.Ended(Given.Call(launch, child)));
        }

        await store.AppendAsync(new RunEnded(launch.RunId, launch.Task, Outcome.Succeeded(Given.Json("1")), Given.Noon));
    }

    private static async Task<IEnumerable<string>> IdsAsync(InMemoryRunStore store) =>
        (await store.FindRunsAsync(new RunQuery())).Items.Select(run => run.RunId.Value).Order(StringComparer.Ordinal);
}
