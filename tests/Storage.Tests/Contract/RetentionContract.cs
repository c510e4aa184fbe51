using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Old runs go, with all that was theirs; runs that have not ended never do.</summary>
public abstract class RetentionContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private readonly SettableTime _time = new();

    [Fact]
    public async Task Runs_that_ended_longer_ago_than_the_age_are_removed()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        for (var number = 0; number < 6; number++)
        {
            await EndedAsync(store, $"run{number}", launched: 0, ended: number);
        }

        _time.Now = Given.At(10);
        Assert.Equal(3, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromSeconds(7), MaxRuns = null }));

        Assert.Equal(["run3", "run4", "run5"], await IdsAsync(store));
        Assert.Equal(0, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromSeconds(7), MaxRuns = null }));
    }

    [Fact]
    public async Task Runs_over_the_number_are_removed_those_that_ended_first_first()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        await EndedAsync(store, "launched.first.ended.last", launched: 0, ended: 9);
        for (var number = 1; number < 6; number++)
        {
            await EndedAsync(store, $"run{number}", launched: number, ended: number);
        }

        Assert.Equal(3, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 3 }));

        Assert.Equal(["launched.first.ended.last", "run4", "run5"], await IdsAsync(store));
    }

    [Fact]
    public async Task Either_limit_removes()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        for (var number = 0; number < 6; number++)
        {
            await EndedAsync(store, $"run{number}", launched: 0, ended: number);
        }

        _time.Now = Given.At(10);
        Assert.Equal(2, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromSeconds(8), MaxRuns = 5 }));
        Assert.Equal(2, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromSeconds(9), MaxRuns = 2 }));
        Assert.Equal(0, await store.RemoveOldRunsAsync(RunRetention.Everything));
        Assert.Equal(["run4", "run5"], await IdsAsync(store));
        Assert.Equal(2, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 0 }));
        Assert.Empty(await IdsAsync(store));
    }

    [Fact]
    public async Task Runs_that_have_not_ended_are_never_removed_nor_counted()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        await TestRun.LaunchAsync(store, Given.Launch("running", at: Given.At(-1000)));
        await TestRun.LaunchAsync(store, Given.Launch("interrupted", at: Given.At(-1000)));
        await store.ReleaseAsync(RunId.Parse("interrupted"), 1, interrupted: true);
        await EndedAsync(store, "ended1", launched: -1000, ended: 1);
        await EndedAsync(store, "ended2", launched: -1000, ended: 2);
        _time.Now = Given.At(1_000_000);

        Assert.Equal(1, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 1 }));
        Assert.Equal(["ended2", "interrupted", "running"], await IdsAsync(store));
        Assert.Equal(1, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.Zero, MaxRuns = 0 }));
        Assert.Equal(["interrupted", "running"], await IdsAsync(store));
    }

    [Fact]
    public async Task Removed_run_is_gone_with_all_that_was_its_own_and_the_others_keep_theirs()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        var (old, kept) = (await FullAsync("old", 1), await FullAsync("kept", 2));

        Assert.Equal(1, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 1 }));

        Assert.Null(await store.GetRunAsync(old.Id));
        Assert.Null(await store.GetActionAsync(old.Id, old.Child(1).ActionId));
        Assert.Empty((await store.GetChildrenAsync(old.Id, old.Root.ActionId)).Items);
        Assert.Empty((await store.FindActionsAsync(old.Id, new ActionQuery())).Items);
        Assert.Empty(await store.CountChildrenAsync(old.Id, old.Root.ActionId));
        Assert.Null(await store.FindRecordedAsync(old.Id, old.Child(1).ActionId));
        Assert.Empty(await store.ReadEventsAsync(old.Id, 0, 100));
        Assert.Equal([kept.Id], (await store.FindRunsAsync(new RunQuery { Labels = new Dictionary<string, string> { ["l"] = "v" } })).Items.Select(run => run.RunId));
        Assert.Equal([kept.Id], (await store.FindRunsAsync(new RunQuery { ErrorText = "broke" })).Items.Select(run => run.RunId));
        Assert.Equal([kept.Id], (await store.FindRunsAsync(new RunQuery { Context = new Dictionary<string, string> { ["k"] = "v" }, InAnyAction = true })).Items.Select(run => run.RunId));
        Assert.Equal(100_000, (await kept.ActionAsync(kept.Child(1))).Output?.Length);
        Assert.Equal("v", (await kept.ActionAsync(kept.Child(1))).Context["k"]);
        Assert.Equal(6, (await kept.AllEventsAsync()).Count);

        async Task<TestRun> FullAsync(string id, int ended)
        {
            var run = await TestRun.LaunchAsync(store, Given.Launch(id) with { Labels = new Dictionary<string, string> { ["l"] = "v" } });
            await run.DoAsync(run.Child(1) with { Context = Given.Context(("k", "v")) }, Execution.Outcome.Succeeded(Given.JsonOfSize(100_000)));
            await run.WarnAsync(run.Root, "careful");
            await run.ReportAsync(run.Root, "hello");
            await run.EndRunAsync(Given.Failed(), Given.At(ended));
            return run;
        }
    }

    [Fact]
    public async Task Id_of_a_removed_run_can_be_launched_again_and_nothing_of_the_old_one_is_left()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        var old = await TestRun.LaunchAsync(store, Given.Launch("again"));
        await old.DoAsync(old.Child(1));
        await old.EndRunAsync();
        await store.RemoveOldRunsAsync(new RunRetention { MaxRuns = 0 });

        var run = await TestRun.LaunchAsync(store, Given.Launch("again", "own.other"));

        Assert.Equal(("own.other", RunState.Running), ((await run.RecordAsync()).Task, (await run.RecordAsync()).State));
        Assert.Null(await store.GetActionAsync(run.Id, run.Child(1).ActionId));
        Assert.Equal([RunEventKind.RunLaunched], (await store.ReadEventsAsync(run.Id, 0, 100)).Select(one => one.Kind));
        Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(1)));
    }

    [Fact]
    public async Task More_runs_than_go_at_once_are_removed_all_the_same()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => EndedAsync(store, $"run{number:d3}", launched: number, ended: number)));

        Assert.Equal(295, await store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 5 }));

        Assert.Equal(["run295", "run296", "run297", "run298", "run299"], await IdsAsync(store));
    }

    [Fact]
    public async Task Runs_go_on_being_recorded_while_others_are_removed()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await OpenAsync(place);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => EndedAsync(store, $"old{number:d3}", launched: number, ended: number)));
        var run = await TestRun.LaunchAsync(store, Given.Launch("running"));
        var removal = Task.Run(() => store.RemoveOldRunsAsync(new RunRetention { MaxAge = null, MaxRuns = 0 }));
        for (var number = 1; number <= 100; number++)
        {
            Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(number)));
        }

        Assert.Equal(200, await removal);
        Assert.Equal(100, await store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    private Task<IRunStore> OpenAsync(StorePlace place) => place.OpenAsync(new StoreSetup { Time = _time });

    private static async Task EndedAsync(IRunStore store, string id, int launched, int ended)
    {
        var run = await TestRun.LaunchAsync(store, Given.Launch(id, at: Given.At(launched)));
        await run.DoAsync(run.Child(1));
        await run.EndRunAsync(at: Given.At(ended));
    }

    private static async Task<IEnumerable<string>> IdsAsync(IRunStore store) =>
        (await store.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = 1000 } })).Items.Select(run => run.RunId.Value).Order(StringComparer.Ordinal);
}
