using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Answers and starts as another process that has the same database sees them.</summary>
public abstract class SignalWaitContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Who_waits_is_told_of_an_answer_that_another_process_takes()
    {
        await using var other = await Fixture.OpenAsync();
        var run = await LaunchedAsync();
        var waits = new[] { Store.WaitForSignalAsync(run.Id, "approval", CancellationToken.None), Store.WaitForSignalAsync(run.Id, "approval", CancellationToken.None) };
        var signal = new Signal("approval", Given.Json("1"), "ada", Given.Noon, Gate.NewId());
        Assert.Equal(SignalResult.First, await other.SendAsync(run.Id, signal));

        Assert.All(await Task.WhenAll(waits).Soon("the answer"), answer => Assert.Equal(signal.Token, answer.Token));
        Assert.Equal(SignalResult.Late, await Store.SendAsync(run.Id, signal with { Token = Gate.NewId() }));
    }

    [Fact]
    public async Task Start_that_time_is_counted_from_is_there_for_others_when_it_is_appended()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync(new StoreSetup { StartedAfter = TimeSpan.FromDays(1) });
        await using var other = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store);
        await run.StartAsync(run.Child(1));
        await store.AppendAsync(new AttemptStarted(run.Child(2), "here", Given.At(2)) { IsKept = true });

        Assert.Null(await other.GetActionAsync(run.Id, run.Child(1).ActionId));
        Assert.Equal(Given.At(2), (await other.GetActionAsync(run.Id, run.Child(2).ActionId))?.Attempts[0].StartedAt);
    }
}
