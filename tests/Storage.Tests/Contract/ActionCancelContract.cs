using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Which actions somebody wants cancelled.</summary>
public abstract class ActionCancelContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Requests_of_a_run_are_read_back_each_once_and_those_of_others_are_not()
    {
        var (run, other) = (await LaunchedAsync(), await LaunchedAsync());
        await RequestAsync(run.Id, 1);
        await RequestAsync(run.Id, 1);
        await RequestAsync(run.Id, 2, ordinal: 3);
        await RequestAsync(other.Id, 4);

        Assert.Equal([Given.ActionId(1), Given.ActionId(2, 3)], (await Store.ReadActionCancelsAsync(run.Id)).OrderBy(action => action.ToString()));
        Assert.Equal([Given.ActionId(4)], await Store.ReadActionCancelsAsync(other.Id));
    }

    [Fact]
    public async Task Request_needs_no_action_and_changes_none()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1));
        await RequestAsync(run.Id, 1);
        await RequestAsync(run.Id, 9);

        Assert.Equal(ActionState.Running, (await run.ActionAsync(run.Child(1))).State);
        Assert.Null(await Store.GetActionAsync(run.Id, Given.ActionId(9)));
        Assert.Equal(Appended.Taken, await run.EndAsync(run.Child(1)));
    }

    [Fact]
    public async Task Request_is_taken_and_forgotten_for_a_run_that_nobody_knows()
    {
        var nobodys = RunId.Parse($"nobodys-{Guid.NewGuid():N}");

        Assert.Equal(Appended.Taken, await RequestAsync(nobodys, 1));
        Assert.Empty(await Store.ReadActionCancelsAsync(nobodys));
    }

    [Fact]
    public async Task Request_behind_the_runs_end_is_taken_and_forgotten()
    {
        var run = await LaunchedAsync();
        await run.EndRunAsync();

        Assert.Equal(Appended.Taken, await RequestAsync(run.Id, 1));
        Assert.Empty(await Store.ReadActionCancelsAsync(run.Id));
    }

    [Fact]
    public async Task Next_owner_of_a_run_finds_the_requests()
    {
        var run = await LaunchedAsync(owner: "first");
        await RequestAsync(run.Id, 1);
        await Store.TryClaimAsync(new UnfinishedRun(run.Id, run.Launch.Task, "first", 1), "second");

        Assert.Equal([Given.ActionId(1)], await Store.ReadActionCancelsAsync(run.Id));
        Assert.Equal(Appended.Taken, await RequestAsync(run.Id, 2));
    }

    private async Task<Appended> RequestAsync(RunId run, int action, int ordinal = 0) =>
        await Store.AppendAsync(new ActionCancelRequested(run, Given.ActionId(action, ordinal), Given.Noon));
}
