using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>An ancestor that is tried again calls its children again under the same ids: the later call counts.</summary>
public abstract class LineageContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Start_of_a_later_call_begins_an_action_again_that_had_an_outcome()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Given.Succeeded("\"first\""));
        var later = run.Child(1) with { AncestorAttempts = "0:2" };

        Assert.Equal(Appended.Taken, await run.StartAsync(later));

        var (action, recorded) = (await run.ActionAsync(later), await run.RecordedAsync(later));
        Assert.Equal((ActionState.Running, null, null), (action.State, action.EndedAt, action.Output));
        Assert.Equal(("0:2", ActionState.Running, 1, null), (recorded.AncestorAttempts, recorded.State, recorded.Attempt, recorded.Outcome));
        Assert.Equal(["", "0:2"], action.Attempts.Select(attempt => attempt.AncestorAttempts));
        Assert.Equal(0, await Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));

        Assert.Equal(Appended.Taken, await run.EndAsync(later, Given.Succeeded("\"second\"")));
        Assert.Equal(Given.Json("\"second\"").ToArray(), (await run.ActionAsync(later)).Output?.ToArray());
    }

    [Fact]
    public async Task End_of_a_later_call_that_never_said_that_it_started_replaces_the_outcome()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Given.Failed("first"));

        Assert.Equal(Appended.Taken, await run.EndAsync(run.Child(1) with { AncestorAttempts = "0:2" }, Given.Succeeded(), Given.At(2)));

        var action = await run.ActionAsync(run.Child(1));
        Assert.Equal((ActionState.Succeeded, Given.At(2), null), (action.State, action.EndedAt, action.Failure));
        Assert.Equal([("", ActionState.Failed), ("0:2", ActionState.Succeeded)], action.Attempts.Select(attempt => (attempt.AncestorAttempts, attempt.State)));
    }

    [Theory]
    [InlineData("0:2", "")]
    [InlineData("0:2", "1:3")]
    [InlineData("0:3", "0:2,1:9")]
    [InlineData("0:2,1:3", "0:2")]
    [InlineData("2:10", "2:9")]
    [InlineData("1:2,2:2", "1:2,3:2")]
    [InlineData("0:128", "0:127")]
    [InlineData("0:256", "0:255")]
    [InlineData("0:65536", "0:65535")]
    [InlineData("255:2", "256:2")]
    public async Task Late_entries_of_an_earlier_call_are_refused_and_those_of_a_later_one_taken(string later, string earlier)
    {
        var run = await LaunchedAsync();
        var (late, early) = (run.Child(1) with { AncestorAttempts = later }, run.Child(1) with { AncestorAttempts = earlier });
        Assert.Equal(Appended.Taken, await run.DoAsync(early, Given.Failed()));
        Assert.Equal(Appended.Taken, await run.StartAsync(late));

        Assert.Equal(Appended.Refused, await run.StartAsync(early with { Attempt = 5 }));
        Assert.Equal(Appended.Refused, await run.EndAsync(early));
        Assert.Equal(Appended.Refused, await run.EndAsync(early with { Attempt = 5 }));
        Assert.Equal(ActionState.Running, (await run.ActionAsync(late)).State);

        Assert.Equal(Appended.Taken, await run.EndAsync(late));
        Assert.Equal(Appended.Refused, await run.EndAsync(early, Given.Failed()));
        Assert.Equal(Appended.Refused, await run.StartAsync(early with { Attempt = 5 }));
        Assert.Equal((later, ActionState.Succeeded), ((await run.RecordedAsync(late)).AncestorAttempts, (await run.ActionAsync(late)).State));
    }

    [Fact]
    public async Task Attempts_of_a_later_call_count_from_one_again()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Failed("1st"));
        await run.DoAsync(call with { Attempt = 2 }, Given.Failed("2nd"));
        var later = call with { AncestorAttempts = "0:2" };

        Assert.Equal(Appended.Taken, await run.StartAsync(later));
        Assert.Equal(Appended.Taken, await run.EndAsync(later, Given.Failed("3rd")));
        Assert.Equal(Appended.Taken, await run.StartAsync(later with { Attempt = 2 }));

        Assert.Equal(
            [(1, "", "1st"), (2, "", "2nd"), (1, "0:2", "3rd"), (2, "0:2", null)],
            (await run.ActionAsync(call)).Attempts.Select(attempt => (attempt.Number, attempt.AncestorAttempts, attempt.Failure?.Message)));
        Assert.Equal(2, (await run.RecordedAsync(call)).Attempt);
    }

    [Fact]
    public async Task Late_end_of_an_attempt_of_an_earlier_call_that_still_ran_leaves_it_as_it_was()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1), "silo1");
        await run.StartAsync(run.Child(1) with { AncestorAttempts = "0:2" }, "silo2");

        Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(1), Given.Succeeded("\"zombie\"")));

        Assert.Equal(
            [("silo1", "", ActionState.Running), ("silo2", "0:2", ActionState.Running)],
            (await run.ActionAsync(run.Child(1))).Attempts.Select(attempt => (attempt.Host, attempt.AncestorAttempts, attempt.State)));
    }

    [Fact]
    public async Task Lost_attempts_are_those_of_the_later_call()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Lost());
        Assert.Equal(1, (await run.RecordedAsync(call)).LostAttempts);

        await run.StartAsync(call with { Attempt = 2, LostAttempts = 1 });
        await run.EndAsync(call with { Attempt = 2, LostAttempts = 1 }, Given.Lost());
        Assert.Equal(2, (await run.RecordedAsync(call)).LostAttempts);

        await run.StartAsync(call with { AncestorAttempts = "0:2" });
        Assert.Equal(0, (await run.RecordedAsync(call)).LostAttempts);
    }

    [Fact]
    public async Task Children_of_a_later_call_are_recorded_under_it()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1));
        await run.DoAsync(run.Child(2));
        await run.DoAsync(run.Child(1) with { AncestorAttempts = "0:2" });

        var children = await Store.ReadRecordedChildrenAsync(run.Id, run.Root.ActionId, 10);

        Assert.Equal(
            [(Given.ActionId(1), "0:2"), (Given.ActionId(2), "")],
            children.OrderBy(child => child.ActionId.ToString(), StringComparer.Ordinal).Select(child => (child.ActionId, child.AncestorAttempts)));
    }
}
