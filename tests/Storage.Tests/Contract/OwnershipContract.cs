using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Claims, releases, and who is held.</summary>
public abstract class OwnershipContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Claim_has_the_launch_as_it_was()
    {
        var launch = Given.Launch(context: ContextMerge.Apply(Given.Context(("a", "1")), [("a", "2")], Given.ByAda)) with
        {
            Inputs = Given.Json("[1]"),
            Labels = new Dictionary<string, string> { ["team"] = "blue" },
            LaunchedBy = "bob",
            Cache = RunCache.Override,
            TaskOptions = new TaskOptions { Cache = CachePolicy.On("7").VaryBy("key"), Retry = new RetryOptions { MaxAttempts = 4, MaxLostAttempts = 5, Delay = TimeSpan.FromTicks(12345) }, Placement = TaskPlacement.Local },
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        var claim = (await (await LaunchedAsync(launch, "first")).ClaimAsync("second"))!;

        Assert.Equal((2, false, 1, 0L), (claim.Epoch, claim.CancelRequested, claim.LostInARow, claim.RecordedActions));
        Assert.Equal(
            (launch.RunId, launch.Task, launch.LaunchedBy, launch.LaunchedAt, launch.Token, launch.TaskOptions, launch.Cache),
            (claim.Launch.RunId, claim.Launch.Task, claim.Launch.LaunchedBy, claim.Launch.LaunchedAt, claim.Launch.Token, claim.Launch.TaskOptions, claim.Launch.Cache));
        Assert.Equal(launch.TraceParent, claim.Launch.TraceParent);
        Assert.Equal(launch.Inputs.ToArray(), claim.Launch.Inputs.ToArray());
        Assert.Equal(launch.Labels, claim.Launch.Labels);
        Assert.Equal(launch.Context.Entries, claim.Launch.Context.Entries);
        Assert.Equal(launch.ToRootCall().ActionId, claim.Launch.ToRootCall().ActionId);
    }

    [Fact]
    public async Task Launch_without_options_of_its_own_has_none_in_the_claim()
    {
        var claim = (await (await LaunchedAsync()).ClaimAsync("second"))!;

        Assert.Equal((null, null), (claim.Launch.TaskOptions, claim.Launch.TraceParent));
    }

    [Fact]
    public async Task Claim_changes_the_owner_and_is_an_event()
    {
        var run = await LaunchedAsync(owner: "first");
        await run.ClaimAsync("second");

        var record = await run.RecordAsync();
        Assert.Equal(("second", 1, RunState.Running), (record.Owner, record.TakenOver, record.State));
        var taken = (await run.EventsAsync(2))[1];
        Assert.Equal((RunEventKind.TakenOver, "second", "own.task", 0, null), (taken.Kind, taken.Message, taken.Task, taken.Attempt, taken.ActionId));
    }

    [Fact]
    public async Task Claim_of_an_epoch_that_is_past_or_to_come_or_of_an_ended_run_is_none()
    {
        var run = await LaunchedAsync(owner: "first");
        await run.ClaimAsync("second");

        Assert.Null(await run.ClaimAsync("third", epoch: 1));
        Assert.Null(await run.ClaimAsync("third", epoch: 3));
        await run.EndRunAsync(epoch: 2);
        Assert.Null(await run.ClaimAsync("third", epoch: 2));
        Assert.Equal(("second", 1), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).TakenOver));
    }

    [Fact]
    public async Task Owners_lost_in_a_row_are_counted_until_an_outcome_is_recorded_in_between()
    {
        var run = await LaunchedAsync(owner: "owner1");
        Assert.Equal((1, 0L), Counts(await run.ClaimAsync("owner2", 1)));
        Assert.Equal((2, 0L), Counts(await run.ClaimAsync("owner3", 2)));
        await run.StartAsync(run.Child(9) with { Epoch = 3 });
        Assert.Equal((3, 0L), Counts(await run.ClaimAsync("owner4", 3)));
        await run.DoAsync(run.Child(1) with { Epoch = 4 });
        await run.DoAsync(run.Child(2) with { Epoch = 4 }, Given.Failed());
        Assert.Equal((1, 2L), Counts(await run.ClaimAsync("owner5", 4)));
        Assert.Equal((2, 2L), Counts(await run.ClaimAsync("owner6", 5)));
        Assert.Equal(2, (await run.RecordAsync()).RecordedActions);

        static (int, long) Counts(RunClaim? claim) => (claim!.LostInARow, claim.RecordedActions);
    }

    [Fact]
    public async Task Owners_of_a_run_that_waits_are_not_counted()
    {
        var run = await LaunchedAsync(owner: "owner1");
        var wait = run.Child(1) with { Task = "own.child/wait(approval)" };
        await Store.AppendAsync(new AttemptStarted(wait, "here", Given.Noon) { IsKept = true });
        Assert.Equal(1, (await run.ClaimAsync("owner2", 1))?.LostInARow);
        Assert.Equal(1, (await run.ClaimAsync("owner3", 2))?.LostInARow);
        await run.EndAsync(wait with { Epoch = 3 });
        Assert.Equal((1, 1L), await run.ClaimAsync("owner4", 3) is { } claim ? (claim.LostInARow, claim.RecordedActions) : default);
        Assert.Equal(2, (await run.ClaimAsync("owner5", 4))?.LostInARow);
    }

    [Fact]
    public async Task Attempts_without_an_outcome_are_no_recorded_actions()
    {
        var run = await LaunchedAsync(owner: "owner1");
        await run.StartAsync(run.Child(1));
        await run.DoAsync(run.Child(2) with { MayRetry = true }, Given.Failed());
        await run.DoAsync(run.Child(3));
        await run.StartAsync(run.Child(3) with { AncestorAttempts = "0:2" });

        Assert.Equal(0, (await run.ClaimAsync("owner2"))?.RecordedActions);
    }

    [Fact]
    public async Task Owner_that_gave_the_run_up_was_not_lost()
    {
        var run = await LaunchedAsync(owner: "owner1");
        await Store.ReleaseAsync(run.Id, 1, interrupted: false);
        Assert.Equal((null, RunState.Running), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).State));

        Assert.Equal(0, (await run.ClaimAsync("owner2"))?.LostInARow);
        Assert.Equal("owner2", (await run.RecordAsync()).Owner);
        Assert.Equal(1, (await run.ClaimAsync("owner3", 2))?.LostInARow);
        await Store.ReleaseAsync(run.Id, 3, interrupted: false);
        Assert.Equal(1, (await run.ClaimAsync("owner4", 3))?.LostInARow);
    }

    [Fact]
    public async Task Release_of_an_earlier_owner_or_of_an_ended_run_does_nothing()
    {
        var run = await LaunchedAsync(owner: "owner1");
        await run.ClaimAsync("owner2");
        await Store.ReleaseAsync(run.Id, 1, interrupted: true);
        Assert.Equal(("owner2", RunState.Running), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).State));

        await run.EndRunAsync(epoch: 2);
        await Store.ReleaseAsync(run.Id, 2, interrupted: true);
        Assert.Equal(("owner2", RunState.Succeeded), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).State));
    }

    [Fact]
    public async Task Run_that_is_released_as_interrupted_shows_it_until_it_is_claimed()
    {
        var run = await LaunchedAsync(Given.Launch(task: Given.Unique("interrupted.task")), "owner1");
        await Store.ReleaseAsync(run.Id, 1, interrupted: true);

        Assert.Equal((RunState.Interrupted, null), ((await run.RecordAsync()).State, (await run.RecordAsync()).Owner));
        Assert.Equal([run.Id], await FoundAsync(RunState.Interrupted));
        Assert.Empty(await FoundAsync(RunState.Running));

        await run.ClaimAsync("owner2");
        Assert.Equal(RunState.Running, (await run.RecordAsync()).State);
        Assert.Equal([run.Id], await FoundAsync(RunState.Running));
        Assert.Empty(await FoundAsync(RunState.Interrupted));

        async Task<IEnumerable<RunId>> FoundAsync(RunState state) =>
            (await Store.FindRunsAsync(new RunQuery { State = state, Task = run.Launch.Task })).Items.Select(one => one.RunId);
    }

    [Fact]
    public async Task Cancel_that_was_asked_for_is_in_every_later_claim()
    {
        var run = await LaunchedAsync(owner: "owner1");
        Assert.Equal(Appended.Taken, await Store.AppendAsync(new RunCancelRequested(run.Id, Given.Noon)));
        await Store.AppendAsync(new RunCancelRequested(run.Id, Given.Noon));

        Assert.True((await run.ClaimAsync("owner2"))?.CancelRequested);
        Assert.True((await run.ClaimAsync("owner3", 2))?.CancelRequested);
        Assert.Equal(RunState.Running, (await run.RecordAsync()).State);
    }

    [Fact]
    public void Owner_is_held_until_it_is_let_go()
    {
        var owner = Given.Unique("owner @ host:1/2 ");
        Assert.False(Store.IsHeld(owner));
        using var hold = Store.HoldOwner(owner);
        Assert.True(Store.IsHeld(owner));
        hold.Dispose();
        Assert.False(Store.IsHeld(owner));
        hold.Dispose();
        using var again = Store.HoldOwner(owner);
        Assert.True(Store.IsHeld(owner));
    }

    [Fact]
    public async Task Run_whose_owner_is_held_is_not_marked_as_interrupted()
    {
        var owner = Given.Unique("owner");
        using var hold = Store.HoldOwner(owner);
        var run = await LaunchedAsync(owner: owner);

        await Store.MarkInterruptedAsync();

        Assert.Equal((RunState.Running, owner), ((await run.RecordAsync()).State, (await run.RecordAsync()).Owner));
    }

    [Fact]
    public async Task Wait_for_the_end_ends_when_the_run_does_or_is_interrupted()
    {
        var (ending, interrupted) = (await LaunchedAsync(), await LaunchedAsync());
        var (end, interruption) = (Store.WaitForEndAsync(ending.Id, CancellationToken.None), Store.WaitForEndAsync(interrupted.Id, CancellationToken.None));
        await ending.DoAsync(ending.Root);
        await interrupted.ClaimAsync("other");
        Assert.False(end.IsCompleted || interruption.IsCompleted);

        await ending.EndRunAsync();
        await Store.ReleaseAsync(interrupted.Id, 2, interrupted: true);

        await end.Soon("the end");
        await interruption.Soon("the interruption");
        await Store.WaitForEndAsync(ending.Id, CancellationToken.None).Soon("the end that was");
    }

    [Fact]
    public async Task Wait_for_the_end_ends_with_its_token()
    {
        var run = await LaunchedAsync();
        using var cancellation = new CancellationTokenSource();
        var end = Store.WaitForEndAsync(run.Id, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end.Soon("the cancelled wait"));
    }
}
