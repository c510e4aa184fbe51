using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Which starts and ends of attempts are taken: an outcome is recorded once, and what comes late changes nothing.</summary>
public abstract class AttemptContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Theory]
    [InlineData("succeeded", ActionState.Succeeded)]
    [InlineData("failed", ActionState.Failed)]
    [InlineData("lost", ActionState.Failed)]
    [InlineData("cancelled", ActionState.Cancelled)]
    public async Task Outcome_is_taken_once_whatever_comes_second(string outcome, ActionState state)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1);
        Assert.Equal(Appended.Taken, await run.StartAsync(call));
        Assert.Equal(Appended.Taken, await run.EndAsync(call, Outcomes.Named(outcome), Given.At(1)));

        foreach (var second in Outcomes.Names)
        {
            Assert.Equal(Appended.Refused, await run.EndAsync(call, Outcomes.Named(second), Given.At(2)));
            Assert.Equal(Appended.Refused, await run.EndAsync(call with { Attempt = 2 }, Outcomes.Named(second), Given.At(2)));
        }

        Assert.Equal(Appended.Refused, await run.StartAsync(call));
        Assert.Equal(Appended.Refused, await run.StartAsync(call with { Attempt = 2 }));
        var action = await run.ActionAsync(call);
        Assert.Equal((state, Given.At(1), 1), (action.State, action.EndedAt, action.Attempts.Count));
        Assert.Equal(Outcomes.Named(outcome).Kind, (await run.RecordedAsync(call)).Outcome?.Kind);
    }

    [Fact]
    public async Task Action_whose_attempt_started_runs()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1) with { LostAttempts = 1, Attempt = 2 }, "silo1", Given.At(1));

        var action = await run.ActionAsync(run.Child(1));
        var recorded = await run.RecordedAsync(run.Child(1));
        Assert.Equal((ActionState.Running, null, null), (action.State, action.EndedAt, action.OutputSize));
        Assert.Equal([new AttemptRecord(2, "", "silo1", ActionState.Running, Given.At(1), null, null)], action.Attempts);
        Assert.Equal((ActionState.Running, 2, 1, "silo1"), (recorded.State, recorded.Attempt, recorded.LostAttempts, recorded.Host));
        Assert.Null(recorded.EndedAt);
        Assert.Null(recorded.Outcome);
    }

    [Fact]
    public async Task Start_that_comes_twice_is_taken_once()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1), "first");

        Assert.Equal(Appended.Refused, await run.StartAsync(run.Child(1), "second"));
        Assert.Equal("first", Assert.Single((await run.ActionAsync(run.Child(1))).Attempts).Host);
    }

    [Fact]
    public async Task Start_of_an_earlier_attempt_is_refused()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1) with { Attempt = 2 });

        Assert.Equal(Appended.Refused, await run.StartAsync(run.Child(1)));
        Assert.Equal([2], (await run.ActionAsync(run.Child(1))).Attempts.Select(attempt => attempt.Number));
    }

    [Fact]
    public async Task Start_of_an_attempt_that_waits_to_be_tried_again_is_refused_and_that_of_the_next_is_taken()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Failed());

        Assert.Equal(Appended.Refused, await run.StartAsync(call));
        Assert.Equal(ActionState.WaitingToRetry, (await run.ActionAsync(call)).State);
        Assert.Equal(Appended.Taken, await run.StartAsync(call with { Attempt = 2 }));
        Assert.Equal(ActionState.Running, (await run.ActionAsync(call)).State);
    }

    [Fact]
    public async Task End_of_an_attempt_that_never_said_that_it_started_is_taken()
    {
        var run = await LaunchedAsync();

        Assert.Equal(Appended.Taken, await run.EndAsync(run.Child(1), Given.Lost("gone"), Given.At(3)));

        var action = await run.ActionAsync(run.Child(1));
        Assert.Equal([new AttemptRecord(1, "", null, ActionState.Lost, null, Given.At(3), Given.Failure("gone"))], action.Attempts);
        Assert.Equal((ActionState.Failed, Given.At(3), "gone"), (action.State, action.EndedAt, action.Failure?.Message));
        Assert.Equal((1, null), ((await run.RecordedAsync(run.Child(1))).LostAttempts, (await run.RecordedAsync(run.Child(1))).Host));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("lost")]
    public async Task Attempt_that_may_be_followed_by_another_is_no_outcome(string outcome)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.StartAsync(call);
        Assert.Equal(Appended.Taken, await run.EndAsync(call, Outcomes.Named(outcome), Given.At(1)));

        var (action, recorded) = (await run.ActionAsync(call), await run.RecordedAsync(call));
        Assert.Equal((ActionState.WaitingToRetry, null, null), (action.State, action.EndedAt, action.Failure));
        Assert.Equal((ActionState.WaitingToRetry, null, Given.At(1)), (recorded.State, recorded.Outcome, recorded.EndedAt));
        Assert.Equal(outcome == "lost" ? 1 : 0, recorded.LostAttempts);
        Assert.Equal(0, await Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    [Theory]
    [InlineData("succeeded", ActionState.Succeeded)]
    [InlineData("cancelled", ActionState.Cancelled)]
    public async Task Attempt_that_succeeded_or_was_cancelled_is_the_outcome_although_another_might_follow(string outcome, ActionState state)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Outcomes.Named(outcome));

        Assert.Equal((state, Given.Noon), ((await run.ActionAsync(call)).State, (await run.ActionAsync(call)).EndedAt));
    }

    [Theory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    public async Task Late_end_of_a_lost_attempt_is_refused_while_its_action_waits_to_be_tried_again(string late)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Lost());

        Assert.Equal(Appended.Refused, await run.EndAsync(call, Outcomes.Named(late)));
        Assert.Equal(Appended.Refused, await run.EndAsync(call with { MayRetry = false }, Outcomes.Named(late)));

        var action = await run.ActionAsync(call);
        Assert.Equal((ActionState.WaitingToRetry, ActionState.Lost), (action.State, Assert.Single(action.Attempts).State));
    }

    [Fact]
    public async Task Late_end_of_an_earlier_attempt_is_refused_while_the_next_runs_and_when_it_has_ended()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Lost());
        await run.StartAsync(call with { Attempt = 2 });

        Assert.Equal(Appended.Refused, await run.EndAsync(call, Given.Succeeded("\"late\"")));
        Assert.Equal(ActionState.Running, (await run.ActionAsync(call)).State);

        await run.EndAsync(call with { Attempt = 2 }, Given.Succeeded("\"second\""));
        Assert.Equal(Appended.Refused, await run.EndAsync(call, Given.Succeeded("\"late\"")));
        Assert.Equal(Given.Json("\"second\"").ToArray(), (await run.ActionAsync(call)).Output?.ToArray());
    }

    [Fact]
    public async Task End_of_a_later_attempt_ends_the_action_although_only_the_earlier_one_said_that_it_started()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1), "first", Given.At(1));

        Assert.Equal(Appended.Taken, await run.EndAsync(run.Child(1) with { Attempt = 2, LostAttempts = 1 }, at: Given.At(2)));

        var action = await run.ActionAsync(run.Child(1));
        Assert.Equal(
            [
                new AttemptRecord(1, "", "first", ActionState.Running, Given.At(1), null, null),
                new AttemptRecord(2, "", null, ActionState.Succeeded, null, Given.At(2), null),
            ],
            action.Attempts);
        Assert.Equal(ActionState.Succeeded, action.State);
    }

    [Theory]
    [InlineData("failed", ActionState.Failed)]
    [InlineData("lost", ActionState.Lost)]
    public async Task Action_that_is_cancelled_while_it_waits_to_be_tried_again_ends_and_its_attempt_stays_as_it_was(string outcome, ActionState attempt)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.StartAsync(call);
        await run.EndAsync(call, Outcomes.Named(outcome), Given.At(1));

        // The attempt itself, given up as lost and cancelled where it went on, says nothing about the action.
        Assert.Equal(Appended.Refused, await run.EndAsync(call, Outcome.Cancelled(), Given.At(2)));
        Assert.Equal(Appended.Taken, await run.CancelWaitingAsync(call, Given.At(2)));

        var action = await run.ActionAsync(call);
        var only = Assert.Single(action.Attempts);
        Assert.Equal((ActionState.Cancelled, Given.At(2), null), (action.State, action.EndedAt, action.Failure));
        Assert.Equal((attempt, Given.At(1), Outcomes.Named(outcome).Failure), (only.State, only.EndedAt, only.Failure));
        Assert.Equal((OutcomeKind.Cancelled, Given.At(2)), ((await run.RecordedAsync(call)).Outcome?.Kind, (await run.RecordedAsync(call)).EndedAt));
        Assert.Equal(Appended.Refused, await run.CancelWaitingAsync(call));
        Assert.Equal(Appended.Refused, await run.StartAsync(call with { Attempt = 2 }));
    }

    [Theory]
    [InlineData("failed", ActionState.Failed)]
    [InlineData("lost", ActionState.Lost)]
    public async Task Action_that_is_not_tried_again_after_all_fails_behind_its_attempt_which_stays_as_it_was(string outcome, ActionState attempt)
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call with { Attempt = 1 }, Given.Failed("first"));
        call = call with { Attempt = 2, LostAttempts = 0 };
        await run.StartAsync(call, at: Given.At(1));
        await run.EndAsync(call, Outcomes.Named(outcome), Given.At(1));

        var last = call with { MayRetry = false, LostAttempts = outcome == "lost" ? 1 : 0 };
        Assert.Equal(Appended.Refused, await run.EndAsync(last, Given.Failed("late"), Given.At(2)));
        Assert.Equal(Appended.Taken, await run.EndBehindAsync(last, Given.Failed("no more"), Given.At(2)));

        var (action, recorded) = (await run.ActionAsync(call), await run.RecordedAsync(call));
        Assert.Equal((ActionState.Failed, Given.At(2), "no more"), (action.State, action.EndedAt, action.Failure?.Message));
        Assert.Equal([1, 2], action.Attempts.Select(one => one.Number));
        Assert.Equal((attempt, Given.At(1), Outcomes.Named(outcome).Failure), (action.Attempts[1].State, action.Attempts[1].EndedAt, action.Attempts[1].Failure));
        Assert.Equal(("no more", 2, last.LostAttempts), (recorded.Outcome?.Failure?.Message, recorded.Attempt, recorded.LostAttempts));
        Assert.Equal(Appended.Refused, await run.EndBehindAsync(last, Given.Failed("again")));
        Assert.Equal(Appended.Refused, await run.StartAsync(call with { Attempt = 3 }));
    }

    [Fact]
    public async Task Cancelled_with_a_reason_has_the_reason()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Outcome.Cancelled(Given.Failure("too late")));

        Assert.Equal((ActionState.Cancelled, "too late"), ((await run.ActionAsync(run.Child(1))).State, (await run.ActionAsync(run.Child(1))).Failure?.Message));
        Assert.Equal("too late", (await run.RecordedAsync(run.Child(1))).Outcome?.Failure?.Message);
    }

    [Fact]
    public async Task After_the_runs_end_nothing_is_taken()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1));
        await run.EndRunAsync(at: Given.At(5));

        Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(1)));
        Assert.Equal(Appended.Refused, await run.StartAsync(run.Child(1) with { Attempt = 2 }));
        Assert.Equal(Appended.Refused, await run.StartAsync(run.Child(2)));
        Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(3)));
        Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(1) with { AncestorAttempts = "0:2" }));

        Assert.Equal(ActionState.Abandoned, (await run.ActionAsync(run.Child(1))).State);
        Assert.Null(await Store.GetActionAsync(run.Id, run.Child(2).ActionId));
        Assert.Null(await Store.GetActionAsync(run.Id, run.Child(3).ActionId));
    }

    [Fact]
    public async Task Ends_of_one_attempt_at_once_are_taken_once()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(number =>
            Task.Run(async () => (number, answer: await run.EndAsync(run.Child(1), Given.Succeeded($"{number}"))))));

        var (taken, _) = Assert.Single(answers, one => one.answer == Appended.Taken);
        Assert.Equal(Given.Json($"{taken}").ToArray(), (await run.ActionAsync(run.Child(1))).Output?.ToArray());
    }
}
