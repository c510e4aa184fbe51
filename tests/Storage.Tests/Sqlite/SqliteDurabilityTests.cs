using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>What is there when the file is opened again: behind a close, and behind a crash at any moment.</summary>
public sealed class SqliteDurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["runs.db"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_records_what_is_under_way_also_what_nobody_waited_for(bool isRelaxed)
    {
        TestRun run;
        await using (var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { IsRelaxed = isRelaxed }))
        {
            run = await TestRun.LaunchAsync(store.Store);
            var entries = new List<Task>();
            for (var number = 1; number <= 500; number++)
            {
                entries.Add(run.StartAsync(run.Child(number)));
                entries.Add(run.EndAsync(run.Child(number)));
                entries.Add(run.ReportAsync(run.Root, $"{number}"));
            }

            await run.WarnAsync(run.Root, "last");
            await store.DisposeAsync();
            await Task.WhenAll(entries).Soon("the entries");
        }

        await using var again = await SqlitePlace.OpenAsync(Path);
        Assert.Equal(500, await again.Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
        Assert.Equal("last", Assert.Single((await again.Records.GetRunAsync(run.Id))!.Warnings).Message);
        var events = await new TestRun(again.Store, run.Launch).EventsAsync(1502);
        Assert.Equal(Enumerable.Range(1, 500).Select(number => $"{number}"), events.Where(one => one.Kind == RunEventKind.Reported).Select(one => one.Message));
    }

    [Fact]
    public async Task Closing_records_starts_that_were_held_back()
    {
        TestRun run;
        await using (var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { StartedAfter = TimeSpan.FromHours(1) }))
        {
            run = await TestRun.LaunchAsync(store.Store);
            await run.StartAsync(run.Child(1), "silo1");
        }

        await using var again = await SqlitePlace.OpenAsync(Path);
        Assert.Equal((ActionState.Running, "silo1"), await StateAsync(again, run));
    }

    [Fact]
    public async Task Start_of_an_attempt_that_runs_for_long_is_written_by_itself()
    {
        await using var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { StartedAfter = TimeSpan.FromMilliseconds(1) });
        var run = await TestRun.LaunchAsync(store.Store);
        await run.StartAsync(run.Child(1), "silo1");

        Assert.Equal(RunEventKind.AttemptStarted, (await run.EventsAsync(2))[1].Kind);
        Assert.Equal((ActionState.Running, "silo1"), await StateAsync(store, run));
    }

    [Fact]
    public async Task Attempt_that_ends_within_a_blink_has_what_its_start_said()
    {
        await using var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { StartedAfter = TimeSpan.FromHours(1) });
        var run = await TestRun.LaunchAsync(store.Store);
        var call = run.Child(1) with { MayRetry = true };
        await run.StartAsync(call, "silo1", Given.At(1));
        await run.EndAsync(call, Given.Failed(), Given.At(2));
        await run.StartAsync(call with { Attempt = 2 }, "silo2", Given.At(3));
        await run.EndAsync(call with { Attempt = 2 }, at: Given.At(4));
        await run.EndRunAsync();

        Assert.Equal([("silo1", Given.At(1)), ("silo2", Given.At(3))], (await run.ActionAsync(call)).Attempts.Select(attempt => (attempt.Host!, attempt.StartedAt!.Value)));
        Assert.Equal(
            [(RunEventKind.AttemptStarted, Given.At(1)), (RunEventKind.AttemptEnded, Given.At(2)), (RunEventKind.AttemptStarted, Given.At(3)), (RunEventKind.AttemptEnded, Given.At(4))],
            (await run.AllEventsAsync(1)).Where(one => one.ActionId is not null).Select(one => (one.Kind, one.At)));
    }

    [Fact]
    public async Task Reported_line_comes_behind_the_start_of_its_attempt_also_when_that_was_held_back()
    {
        await using var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { StartedAfter = TimeSpan.FromHours(1) });
        var run = await TestRun.LaunchAsync(store.Store);
        await run.StartAsync(run.Child(1));
        await run.ReportAsync(run.Child(1), "hello");
        await run.EndAsync(run.Child(1));
        await run.EndRunAsync();

        Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.AttemptStarted, RunEventKind.Reported, RunEventKind.AttemptEnded, RunEventKind.RunEnded],
            (await run.AllEventsAsync()).Select(one => one.Kind));
    }

    [Fact]
    public async Task Action_that_is_abandoned_within_a_blink_is_in_the_record()
    {
        await using var store = await SqlitePlace.OpenAsync(Path, new StoreSetup { StartedAfter = TimeSpan.FromHours(1) });
        var run = await TestRun.LaunchAsync(store.Store);
        await run.StartAsync(run.Child(1), "silo1");
        await run.EndRunAsync(Outcome.Cancelled());

        Assert.Equal((ActionState.Abandoned, "silo1"), await StateAsync(store, run));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_for_a_run_whose_owner_dies_ends_with_its_interruption(bool forEvents)
    {
        await using var dying = await SqlitePlace.OpenAsync(Path);
        await using var store = await SqlitePlace.OpenAsync(Path);
        using var hold = dying.Store.HoldOwner("owner");
        var run = await TestRun.LaunchAsync(dying.Store, owner: "owner");
        var waiting = forEvents ? store.Store.WaitForEventAsync(run.Id, 1, CancellationToken.None) : store.Store.WaitForEndAsync(run.Id, CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        hold.Dispose();

        await waiting.Soon("the interruption");
        Assert.Equal((RunState.Interrupted, "owner"), ((await run.RecordAsync()).State, (await run.RecordAsync()).Owner));
    }

    [Fact]
    public async Task Run_of_a_cluster_whose_owner_dies_waits_for_the_next_and_so_do_those_who_wait()
    {
        await using var store = await SqlitePlace.OpenAsync(Path);
        var (alone, ofCluster) = (new TestRun(store.Store, Given.Launch()), new TestRun(store.Store, Given.Launch()));
        await store.Store.AppendAsync(new RunLaunched(ofCluster.Launch, "owner", "cluster"));
        await store.Store.AppendAsync(new RunLaunched(alone.Launch, "owner"));
        var end = store.Store.WaitForEndAsync(ofCluster.Id, CancellationToken.None);

        await store.Store.WaitForEndAsync(alone.Id, CancellationToken.None).Soon("the interruption");

        Assert.Equal(RunState.Running, (await ofCluster.RecordAsync()).State);
        Assert.False(end.IsCompleted);
        await ofCluster.EndRunAsync();
        await end.Soon("the end");
    }

    [Fact]
    public async Task Program_that_lives_for_seconds_removes_old_runs_too()
    {
        using var log = new AwaitedLog("Removed 1 old runs");
        await using var store = await SqliteRunStore.OpenAsync(new SqliteRunStoreOptions
        {
            Path = Path,
            Synchronous = SqliteSynchronous.Normal,
            Retention = new RunRetention { MaxAge = null, MaxRuns = 0 },
            LoggerFactory = log,
        });
        var run = await TestRun.LaunchAsync(store.Store);
        await run.EndRunAsync();

        await log.Written.Soon("the removal");

        Assert.Null(await store.Store.GetRunAsync(run.Id));
    }

    // A copy of the file and its log is what a crash at that moment leaves: the file itself changes only when the log has
    // grown far beyond what is written here.
    [Fact]
    public async Task Every_acknowledged_entry_is_there_behind_a_crash_at_any_moment()
    {
        await using var store = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(store.Store);
        var acknowledged = 0;
        using var stop = new CancellationTokenSource();
        var images = new List<(string Path, int Acknowledged)>();
        var milestones = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var number = 1; number <= 5000 && !stop.IsCancellationRequested; number++)
            {
                await run.EndAsync(run.Child((writer * 10_000) + number));
                var count = Interlocked.Increment(ref acknowledged);
                if (count % 40 == 0 && count / 40 <= milestones.Length)
                {
                    milestones[(count / 40) - 1].SetResult();
                }
            }
        })).ToArray();

        foreach (var (index, milestone) in milestones.Index())
        {
            await milestone.Task.Soon($"milestone {index}");
            var known = Volatile.Read(ref acknowledged);
            var image = _folder[$"image{index}/runs.db"];
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(image)!);
            Copy(Path, image);
            Copy(Path + "-wal", image + "-wal");
            images.Add((image, known));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers).Soon("the writers");
        foreach (var (image, known) in images)
        {
            await using var crashed = await SqlitePlace.OpenAsync(image);
            Assert.InRange(await crashed.Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId), known, 4 * 5000);
            Assert.Equal(RunState.Interrupted, (await crashed.Records.GetRunAsync(run.Id))?.State);
            var goesOn = new TestRun(crashed.Store, run.Launch);
            Assert.Equal(2, (await goesOn.ClaimAsync("next"))?.Epoch);
            Assert.Equal(Appended.Taken, await goesOn.DoAsync(run.Child(999_999) with { Epoch = 2 }));
        }
    }

    [Fact]
    public async Task Two_stores_on_one_file_fence_each_other()
    {
        await using var first = await SqlitePlace.OpenAsync(Path);
        await using var second = await SqlitePlace.OpenAsync(Path);
        using var hold = first.Store.HoldOwner("first");
        var run = await TestRun.LaunchAsync(first.Store, owner: "first");
        var seen = new TestRun(second.Store, run.Launch);
        Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(1)));
        Assert.Equal(1, (await seen.ClaimAsync("second"))?.RecordedActions);

        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndAsync(run.Child(2)));
        Assert.Equal(Appended.Taken, await seen.EndAsync(run.Child(2) with { Epoch = 2 }));
        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndRunAsync());
        Assert.Equal(Appended.Taken, await seen.EndRunAsync(epoch: 2));
        Assert.Equal(RunState.Succeeded, (await run.RecordAsync()).State);
        await Assert.ThrowsAsync<RunExistsException>(() => TestRun.LaunchAsync(second.Store, run.Launch with { Token = "another" }));
    }

    [Fact]
    public async Task Who_waits_in_one_store_hears_of_what_another_records()
    {
        await using var first = await SqlitePlace.OpenAsync(Path);
        await using var second = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(first.Store);
        var seen = new TestRun(second.Store, run.Launch);
        var end = second.Store.WaitForEndAsync(run.Id, CancellationToken.None);
        var events = Task.Run(() => seen.AllEventsAsync());
        await run.DoAsync(run.Root);
        await run.EndRunAsync();

        await end.Soon("the end in the other store");
        Assert.Equal(4, (await events.Soon("the events in the other store")).Count);
    }

    [Fact]
    public async Task Stores_on_one_file_number_the_events_of_a_run_together()
    {
        await using var first = await SqlitePlace.OpenAsync(Path);
        await using var second = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(first.Store);
        var seen = new TestRun(second.Store, run.Launch);
        await Task.WhenAll(((TestRun[])[run, seen]).Select((one, index) => Task.Run(async () =>
        {
            for (var number = 1; number <= 50; number++)
            {
                Assert.Equal(Appended.Taken, await one.DoAsync(run.Child((index * 1000) + number)));
            }
        }))).Soon("the actions");
        await run.EndRunAsync();

        var events = await run.AllEventsAsync(9);
        Assert.Equal(202, events.Count);
        Assert.Equal(202, events.Select(one => one.Sequence).Distinct().Count());
        Assert.Equal(100, await first.Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(ActionState, string?)> StateAsync(RunStore store, TestRun run)
    {
        var action = (await store.Records.GetActionAsync(run.Id, run.Child(1).ActionId))!;
        return (action.State, action.Attempts[0].Host);
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
