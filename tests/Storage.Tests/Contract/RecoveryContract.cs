using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>The questions by which runs are found that somebody has to take over, to cancel or to let go.</summary>
public abstract class RecoveryContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private int _launched;

    [Fact]
    public async Task Unfinished_runs_are_those_of_owners_that_are_not_living_nor_held_the_oldest_first()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var dead = await LaunchAsync("dead", 3);
        var released = await LaunchAsync("living", 2);
        await store.ReleaseAsync(released.Id, 1, interrupted: false);
        var interrupted = await LaunchAsync("living", 5);
        await store.ReleaseAsync(interrupted.Id, 1, interrupted: true);
        var claimed = await LaunchAsync("living", 1);
        await claimed.ClaimAsync("dead");
        await LaunchAsync("living", 4);
        await LaunchAsync("held", 0);
        await (await LaunchAsync("dead", 6)).EndRunAsync();
        using var hold = store.HoldOwner("held");

        Assert.Equal(
            [
                new UnfinishedRun(claimed.Id, "own.task", "dead", 2),
                new UnfinishedRun(released.Id, "own.task", null, 1),
                new UnfinishedRun(dead.Id, "own.task", "dead", 1),
                new UnfinishedRun(interrupted.Id, "own.task", null, 1),
            ],
            await store.FindUnfinishedAsync(["living", "also.living"], 100));
        Assert.Equal([claimed.Id, released.Id], (await store.FindUnfinishedAsync(["living"], 2)).Select(run => run.RunId));
        Assert.Equal(5, (await store.FindUnfinishedAsync([], 100)).Count);
        hold.Dispose();
        Assert.Equal(6, (await store.FindUnfinishedAsync([], 100)).Count);

        Task<TestRun> LaunchAsync(string owner, int second) => TestRun.LaunchAsync(store, Given.Launch(at: Given.At(second)), owner);
    }

    [Fact]
    public async Task Progress_below_an_action_is_an_outcome_since_then_or_a_child_under_way()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store);
        Assert.False(await ProgressSinceAsync(0));

        await run.StartAsync(run.Child(1), at: Given.At(1));
        await run.EndAsync(run.Child(1), at: Given.At(5));
        Assert.True(await ProgressSinceAsync(5));
        Assert.False(await ProgressSinceAsync(6));

        await run.StartAsync(run.Child(2), at: Given.At(2));
        Assert.True(await ProgressSinceAsync(100));
        await run.EndAsync(run.Child(2), Given.Failed("broke"), Given.At(7));
        Assert.True(await ProgressSinceAsync(7));
        Assert.False(await ProgressSinceAsync(8));
        Assert.False(await store.HasProgressAsync(run.Id, run.Child(1).ActionId, Given.At(0)));
        Assert.False(await store.HasProgressAsync(RunId.Parse("unknown"), run.Root.ActionId, Given.At(0)));

        Task<bool> ProgressSinceAsync(int second) => store.HasProgressAsync(run.Id, run.Root.ActionId, Given.At(second));
    }

    [Fact]
    public async Task Unfinished_runs_are_those_that_fit_the_filter()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var (dead, released, refused) = (await LaunchAsync("here", "own.task"), await LaunchAsync("here", "own.task"), await LaunchAsync("here", "own.task"));
        var unknown = await LaunchAsync("here", "own.unknown");
        var elsewhere = await LaunchAsync("elsewhere", "own.task");
        await store.ReleaseAsync(released.Id, 1, interrupted: false);
        var filter = new UnfinishedFilter { Scope = "here" };

        Assert.Equal([dead.Id, released.Id, refused.Id, unknown.Id], await FoundAsync(filter));
        Assert.Equal([dead.Id, released.Id, refused.Id], await FoundAsync(filter with { ExceptTasks = ["own.unknown"] }));
        Assert.Equal([dead.Id, released.Id, unknown.Id], await FoundAsync(filter with { ExceptRuns = [refused.Id] }));
        Assert.Equal([dead.Id, released.Id], await FoundAsync(filter with { ExceptTasks = ["own.unknown", "own.other"], ExceptRuns = [refused.Id, elsewhere.Id] }));
        Assert.Equal([released.Id], await FoundAsync(filter with { ExceptRuns = [dead.Id] }, max: 1));
        Assert.Equal([released.Id], await FoundAsync(filter, living: "dead"));
        Assert.Equal([elsewhere.Id], await FoundAsync(new UnfinishedFilter { Scope = "elsewhere" }));
        Assert.Empty(await FoundAsync(new UnfinishedFilter { Scope = "" }));
        Assert.Equal(5, (await store.FindUnfinishedAsync([], 100)).Count);

        async Task<TestRun> LaunchAsync(string scope, string task)
        {
            var run = new TestRun(store, Given.Launch(task: task, at: Given.At(_launched++)));
            await store.AppendAsync(new RunLaunched(run.Launch, "dead", scope));
            return run;
        }

        async Task<IEnumerable<RunId>> FoundAsync(UnfinishedFilter filter, int max = 100, string living = "living") =>
            (await store.FindUnfinishedAsync([living], max, filter)).Select(run => run.RunId);
    }

    [Fact]
    public async Task Runs_that_are_to_be_cancelled_are_those_of_the_owner_that_have_not_ended()
    {
        var (me, other) = (Given.Unique("me"), Given.Unique("other"));
        var (asked, claimed, lost, ended) = (await AskedAsync(me), await AskedAsync(other), await AskedAsync(me), await AskedAsync(me));
        await LaunchedAsync(owner: me);
        await claimed.ClaimAsync(me);
        await lost.ClaimAsync(other);
        await ended.EndRunAsync();
        var released = await AskedAsync(me);
        await Store.ReleaseAsync(released.Id, 1, interrupted: false);

        Assert.Equal(new[] { asked.Id, claimed.Id }.ToHashSet(), (await Store.FindCancelRequestedAsync(me)).ToHashSet());
        Assert.Equal([lost.Id], await Store.FindCancelRequestedAsync(other));
        Assert.Empty(await Store.FindCancelRequestedAsync(Given.Unique("nobody")));

        async Task<TestRun> AskedAsync(string owner)
        {
            var run = await LaunchedAsync(owner: owner);
            await Store.AppendAsync(new RunCancelRequested(run.Id, Given.Noon));
            return run;
        }
    }

    [Fact]
    public async Task Lost_runs_are_those_that_another_owns_or_nobody_or_that_have_ended()
    {
        var mine = await LaunchedAsync(owner: "me");
        var taken = await LaunchedAsync(owner: "me");
        await taken.ClaimAsync("other");
        var released = await LaunchedAsync(owner: "me");
        await Store.ReleaseAsync(released.Id, 1, interrupted: false);
        var ended = await LaunchedAsync(owner: "me");
        await ended.EndRunAsync();
        var unknown = RunId.Parse(Given.Unique("unknown"));
        RunId[] lost = [taken.Id, released.Id, ended.Id, unknown];

        Assert.Equal(lost.ToHashSet(), (await Store.FindLostAsync("me", [mine.Id, .. lost])).ToHashSet());
        Assert.Empty(await Store.FindLostAsync("me", [mine.Id]));
        Assert.Empty(await Store.FindLostAsync("me", []));
    }

    [Fact]
    public async Task Lost_runs_are_found_among_many()
    {
        var runs = new List<TestRun>();
        for (var number = 0; number < 300; number++)
        {
            runs.Add(await LaunchedAsync(owner: number % 3 == 0 ? "other" : "me"));
        }

        var lost = await Store.FindLostAsync("me", [.. runs.Select(run => run.Id)]);

        Assert.Equal(runs.Where((_, index) => index % 3 == 0).Select(run => run.Id).ToHashSet(), lost.ToHashSet());
    }
}
