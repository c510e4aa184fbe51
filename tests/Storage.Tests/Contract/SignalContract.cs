using System.Text;
using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Answers that are sent to runs by name: the first one holds, and it goes with its run.</summary>
public abstract class SignalContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task First_answer_to_a_name_holds_and_comes_back_whole()
    {
        var run = await LaunchedAsync();
        var first = Answer("approval", "{\"a\":[1,\"ü\"]}", "ada");

        Assert.Equal(SignalResult.First, await Store.SendAsync(run.Id, first));
        Assert.Equal(SignalResult.Late, await Store.SendAsync(run.Id, Answer("approval", "2", "bob")));
        Assert.Equal(SignalResult.First, await Store.SendAsync(run.Id, Answer("Approval", "3")));

        var found = await Store.FindSignalAsync(run.Id, "approval");
        Assert.Equal("{\"a\":[1,\"ü\"]}", Encoding.UTF8.GetString(found!.Value.Span));
        Assert.Equal((first.Name, first.SentBy, first.At, first.Token), (found.Name, found.SentBy, found.At, found.Token));
        Assert.Null(await Store.FindSignalAsync(run.Id, "other"));
    }

    [Fact]
    public async Task Answer_that_is_sent_twice_gets_the_same_result()
    {
        var run = await LaunchedAsync();
        var (first, late) = (Answer("approval", "1"), Answer("approval", "2"));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(SignalResult.First, await Store.SendAsync(run.Id, first));
            Assert.Equal(SignalResult.Late, await Store.SendAsync(run.Id, late));
        }

        await run.EndRunAsync();
        Assert.Equal(SignalResult.First, await Store.SendAsync(run.Id, first));
        Assert.Equal(SignalResult.RunEnded, await Store.SendAsync(run.Id, late));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_the_first()
    {
        var run = await LaunchedAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Store.SendAsync(run.Id, Answer("approval", $"{number}")))));

        var first = Assert.Single(results.Index(), result => result.Item == SignalResult.First).Index;
        Assert.Equal(19, results.Count(result => result == SignalResult.Late));
        Assert.Equal($"{first}", Encoding.UTF8.GetString((await Store.FindSignalAsync(run.Id, "approval"))!.Value.Span));
    }

    [Fact]
    public async Task Unknown_and_ended_runs_take_none_and_interrupted_ones_do()
    {
        var run = await LaunchedAsync();
        Assert.Equal(SignalResult.NoRun, await Store.SendAsync(RunId.Parse(Gate.NewId()), Answer("approval", "1")));
        Assert.Null(await Store.FindSignalAsync(RunId.Parse(Gate.NewId()), "approval"));
        await Store.ReleaseAsync(run.Id, 1, interrupted: true);
        Assert.Equal(SignalResult.First, await Store.SendAsync(run.Id, Answer("approval", "1")));
        await run.ClaimAsync("next");
        await run.EndRunAsync(epoch: 2);
        Assert.Equal(SignalResult.RunEnded, await Store.SendAsync(run.Id, Answer("other", "1")));
        Assert.Null(await Store.FindSignalAsync(run.Id, "other"));
        Assert.NotNull(await Store.FindSignalAsync(run.Id, "approval"));
    }

    [Fact]
    public async Task Who_waits_gets_the_answer_to_his_name_and_run()
    {
        var (run, other) = (await LaunchedAsync(), await LaunchedAsync());
        var waits = new[] { Wait(run, "a"), Wait(run, "a"), Wait(run, "b"), Wait(other, "a") };
        await Store.SendAsync(run.Id, Answer("a", "1"));
        Assert.Equal(["1", "1"], await Task.WhenAll(waits[0], waits[1]).Soon("the answers to a"));
        Assert.Equal("1", await Wait(run, "a").Soon("the answer that is there"));
        Assert.DoesNotContain(waits[2..], wait => wait.IsCompleted);
        await Store.SendAsync(run.Id, Answer("b", "2"));
        await Store.SendAsync(other.Id, Answer("a", "3"));
        Assert.Equal(["2", "3"], await Task.WhenAll(waits[2..]).Soon("the other answers"));

        async Task<string> Wait(TestRun waited, string name) =>
            Encoding.UTF8.GetString((await Store.WaitForSignalAsync(waited.Id, name, CancellationToken.None)).Value.Span);
    }

    [Fact]
    public async Task Wait_can_be_cancelled()
    {
        var run = await LaunchedAsync();
        using var source = new CancellationTokenSource();
        var wait = Store.WaitForSignalAsync(run.Id, "approval", source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon("the end of the wait"));
    }

    [Fact]
    public async Task Answers_are_removed_with_their_run()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        var old = await TestRun.LaunchAsync(store, Given.Launch("again"));
        var kept = await TestRun.LaunchAsync(store, Given.Launch("kept"));
        await store.SendAsync(old.Id, Answer("approval", "1"));
        await store.SendAsync(kept.Id, Answer("approval", "2"));
        await old.EndRunAsync();
        Assert.Equal(1, await store.RemoveOldRunsAsync(new RunRetention { MaxRuns = 0 }));

        Assert.Null(await store.FindSignalAsync(old.Id, "approval"));
        Assert.NotNull(await store.FindSignalAsync(kept.Id, "approval"));
        Assert.Equal(place.HasTables ? 1 : 0, await place.CountAsync("signals"));
        await TestRun.LaunchAsync(store, Given.Launch("again"));
        Assert.Null(await store.FindSignalAsync(old.Id, "approval"));
        Assert.Equal(SignalResult.First, await store.SendAsync(old.Id, Answer("approval", "3")));
    }

    private static Signal Answer(string name, string json, string by = "ada") =>
        new(name, Given.Json(json), by, Given.At(1.5), Gate.NewId());
}
