using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Two owners at once can't both record: from a claim on, what the earlier owner does counts no more.</summary>
public abstract class FencingContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Outcome_of_an_earlier_owner_is_refused_as_taken_over_and_not_recorded()
    {
        var run = await ClaimedAsync();

        var error = await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndAsync(run.Child(1)));

        Assert.Contains($"'{run.Id}'", error.Message, StringComparison.Ordinal);
        Assert.Null(await Store.GetActionAsync(run.Id, run.Child(1).ActionId));
    }

    [Fact]
    public async Task End_of_the_run_by_an_earlier_owner_is_refused_as_taken_over_and_not_recorded()
    {
        var run = await ClaimedAsync();

        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndRunAsync());

        Assert.Equal(RunState.Running, (await run.RecordAsync()).State);
        Assert.Equal(Appended.Taken, await run.EndRunAsync(epoch: 2));
    }

    [Fact]
    public async Task Entries_of_an_earlier_owner_are_taken_over_even_behind_the_runs_end()
    {
        var run = await ClaimedAsync();
        await run.EndRunAsync(epoch: 2);

        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndAsync(run.Child(1)));
        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndRunAsync());
    }

    // These need not wait for the record, so they may come back before it is known that they count no more.
    [Theory]
    [InlineData("start")]
    [InlineData("report")]
    [InlineData("warning")]
    public async Task Start_report_and_warning_of_an_earlier_owner_are_not_recorded(string entry)
    {
        var run = await ClaimedAsync();

        var error = await Record.ExceptionAsync(() => entry switch
        {
            "start" => run.StartAsync(run.Child(1)),
            "report" => run.ReportAsync(run.Root, "zombie"),
            _ => run.WarnAsync(run.Root, "zombie"),
        });

        Assert.True(error is null or RunTakenOverException, $"{error}");
        await run.EndRunAsync(epoch: 2);
        Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.TakenOver, RunEventKind.RunEnded], (await run.AllEventsAsync()).Select(happened => happened.Kind));
        Assert.Null(await Store.GetActionAsync(run.Id, run.Child(1).ActionId));
        Assert.Empty((await run.RecordAsync()).Warnings);
    }

    [Fact]
    public async Task Entries_of_the_new_owner_are_taken()
    {
        var run = await ClaimedAsync();
        var call = run.Child(1) with { Epoch = 2 };

        Assert.Equal(Appended.Taken, await run.DoAsync(call));
        await run.ReportAsync(call, "hello");
        await run.WarnAsync(call, "careful");
        Assert.Equal(Appended.Taken, await run.EndRunAsync(epoch: 2));

        Assert.Equal((ActionState.Succeeded, RunState.Succeeded), ((await run.ActionAsync(call)).State, (await run.RecordAsync()).State));
        Assert.Single((await run.RecordAsync()).Warnings);
    }

    [Fact]
    public async Task Entries_that_are_not_fenced_are_taken_whoever_owns_the_run()
    {
        var run = await ClaimedAsync();
        var call = run.Child(1) with { Epoch = 0 };

        Assert.Equal(Appended.Taken, await run.DoAsync(call));
        Assert.Equal(Appended.Taken, await run.EndRunAsync(epoch: 0));
    }

    [Fact]
    public async Task Attempt_that_an_earlier_owner_started_is_ended_by_the_new_one()
    {
        var run = await LaunchedAsync(owner: "first");
        await run.StartAsync(run.Child(1) with { MayRetry = true }, "silo1", Given.At(1));
        await run.ClaimAsync("second");
        var call = run.Child(1) with { Epoch = 2, MayRetry = true };

        Assert.Equal(Appended.Taken, await run.EndAsync(call, Given.Lost(), Given.At(2)));
        await Assert.ThrowsAsync<RunTakenOverException>(() => run.EndAsync(run.Child(1)));
        Assert.Equal(Appended.Taken, await run.DoAsync(call with { Attempt = 2, LostAttempts = 1 }));

        var attempts = (await run.ActionAsync(call)).Attempts;
        Assert.Equal([(1, "silo1", ActionState.Lost), (2, "here", ActionState.Succeeded)], attempts.Select(attempt => (attempt.Number, attempt.Host!, attempt.State)));
    }

    [Fact]
    public async Task Of_many_that_claim_at_once_exactly_one_succeeds_in_every_round()
    {
        var run = await LaunchedAsync(owner: "first");
        for (var round = 1; round <= 50; round++)
        {
            var epoch = round;
            var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => run.ClaimAsync($"owner{number}", epoch)))).Soon("the claims");

            var (claim, winner) = Assert.Single(claims.Select((claim, number) => (claim, number)), one => one.claim is not null);
            Assert.Equal((round + 1, round), (claim!.Epoch, claim.LostInARow));
            Assert.Equal(($"owner{winner}", round), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).TakenOver));
        }

        Assert.Equal(51, (await run.EventsAsync(51)).Count);
    }

    [Fact]
    public async Task Outcomes_that_race_with_a_claim_are_recorded_or_refused_and_never_both()
    {
        var run = await LaunchedAsync(owner: "first");
        var ends = Enumerable.Range(1, 200).Select(number => Task.Run(async () =>
        {
            try
            {
                return (number, taken: await run.EndAsync(run.Child(number)) == Appended.Taken);
            }
            catch (RunTakenOverException)
            {
                return (number, taken: false);
            }
        })).ToArray();
        var claim = await run.ClaimAsync("second");
        var answers = await Task.WhenAll(ends).Soon("the outcomes");

        var recorded = (await Store.ReadRecordedChildrenAsync(run.Id, run.Root.ActionId, 1000)).Select(child => child.ActionId).ToHashSet();
        Assert.Equal([.. answers.Where(one => one.taken).Select(one => Given.ActionId(one.number)).OrderBy(id => id.ToString(), StringComparer.Ordinal)], recorded.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.Equal(claim!.RecordedActions, recorded.Count);
    }

    private async Task<TestRun> ClaimedAsync()
    {
        var run = await LaunchedAsync(owner: "first");
        Assert.Equal(2, (await run.ClaimAsync("second"))?.Epoch);
        return run;
    }
}
