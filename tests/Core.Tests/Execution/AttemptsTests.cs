using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution;

/// <summary>The caller's side against an engine that answers from a script.</summary>
public sealed class AttemptsTests
{
    private readonly TaskCatalog _catalog = new(scanner: null);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Lost_attempts_are_made_again_and_are_no_failures_of_the_task()
    {
        var (engine, owner) = await StartAsync(new RetryOptions(), engine => engine.ThenLost().ThenLost().ThenSucceeded());

        Assert.Equal(OutcomeKind.Succeeded, (await owner.Outcome.Soon("the end")).Kind);
        var root = await RootAsync(engine);
        Assert.Equal(ActionState.Succeeded, root.State);
        Assert.Equal([ActionState.Lost, ActionState.Lost, ActionState.Succeeded], root.Attempts.Select(attempt => attempt.State));
        Assert.Equal(["the silo is gone", "the silo is gone", null], root.Attempts.Select(attempt => attempt.Failure?.Message));
    }

    [Fact]
    public async Task Attempts_lost_too_often_fail_the_action_with_why()
    {
        var (engine, owner) = await StartAsync(new RetryOptions { MaxLostAttempts = 2 }, engine => engine.ThenLost().ThenLost());

        var outcome = await owner.Outcome.Soon("the end");
        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.StartsWith("The action was lost 2 times in a row", outcome.Failure!.Message, StringComparison.Ordinal);
        Assert.EndsWith("The last time: the silo is gone", outcome.Failure.Message, StringComparison.Ordinal);
        var root = await RootAsync(engine);
        Assert.Equal((ActionState.Failed, outcome.Failure.Message, 2), (root.State, root.Failure?.Message, root.Attempts.Count));
    }

    [Fact]
    public async Task Failed_and_lost_attempts_are_counted_apart()
    {
        var (engine, owner) = await StartAsync(
            new RetryOptions { MaxAttempts = 2, MaxLostAttempts = 3 }, engine => engine.ThenLost().ThenFailed().ThenLost().ThenSucceeded());

        Assert.Equal(OutcomeKind.Succeeded, (await owner.Outcome.Soon("the end")).Kind);
        Assert.Equal([1, 2, 3, 4], engine.Calls.Select(call => call.Attempt));
    }

    [Fact]
    public async Task Every_attempt_is_the_same_call_but_for_its_number()
    {
        var (engine, owner) = await StartAsync(new RetryOptions { MaxAttempts = 3 }, engine => engine.ThenFailed().ThenFailed().ThenSucceeded());
        await owner.Outcome.Soon("the end");

        Assert.Equal([true, true, false], engine.Calls.Select(call => call.MayRetry));
        Assert.Single(engine.Calls.Select(call => call with { Attempt = 1, MayRetry = false }).Distinct());
        Assert.Single(engine.Calls.Select(call => call.Context).Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task Call_that_is_wrong_is_not_made_again()
    {
        var (engine, owner) = await StartAsync(new RetryOptions { MaxAttempts = 3 }, engine => engine.ThenFailed(canRetry: false));

        Assert.Equal("attempt 1", (await owner.Outcome.Soon("the end")).Failure?.Message);
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task Next_attempt_comes_after_the_delay()
    {
        var (engine, owner) = await StartAsync(
            new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMinutes(1) }, engine => engine.ThenFailed().ThenSucceeded());
        await _time.SomebodyWaits.Soon("the wait before the second attempt");
        Assert.Equal(ActionState.WaitingToRetry, (await RootAsync(engine)).State);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(OutcomeKind.Succeeded, (await owner.Outcome.Soon("the end")).Kind);
        Assert.Equal(TimeSpan.FromMinutes(1), (await RootAsync(engine)).Attempts[1].StartedAt - (await RootAsync(engine)).Attempts[0].EndedAt);
    }

    [Fact]
    public async Task Cancelling_between_two_attempts_keeps_what_the_first_one_failed_with()
    {
        var (engine, owner) = await StartAsync(new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMinutes(1) }, engine => engine.ThenFailed());
        await _time.SomebodyWaits.Soon("the wait before the second attempt");
        owner.Cancel();

        Assert.Equal(OutcomeKind.Cancelled, (await owner.Outcome.Soon("the end")).Kind);
        var root = await RootAsync(engine);
        Assert.Equal(ActionState.Cancelled, root.State);
        var attempt = Assert.Single(root.Attempts);
        Assert.Equal((ActionState.Failed, "attempt 1"), (attempt.State, attempt.Failure?.Message));
    }

    [Fact]
    public async Task Engine_that_throws_fails_the_run_and_not_the_process()
    {
        var (engine, owner) = await StartAsync(new RetryOptions(), engine => engine.Then(_ => throw new InvalidOperationException("the engine is broken")));

        Assert.Equal("the engine is broken", (await owner.Outcome.Soon("the end")).Failure?.Message);
        Assert.Equal(RunState.Failed, (await engine.Host.Store.GetRunAsync(RunId.Parse("run")))?.State);
    }

    [Fact]
    public async Task Run_of_an_unknown_task_is_refused_before_anything_is_recorded()
    {
        var engine = new ScriptedEngine(_catalog, _time);

        var error = Assert.Throws<UnknownTaskException>(() => new RunOwner(engine.Host, Given.Launch("own.missing")));

        Assert.Contains("on scripted", error.Message, StringComparison.Ordinal);
        Assert.Null(await engine.Host.Store.GetRunAsync(RunId.Parse("run")));
    }

    private async Task<(ScriptedEngine Engine, RunOwner Owner)> StartAsync(RetryOptions retry, Action<ScriptedEngine> script)
    {
        Given.Environment(catalog: _catalog).Task(() => "never run here", new TaskOptions { Retry = retry }, name: "task");
        var engine = new ScriptedEngine(_catalog, _time);
        script(engine);
        var owner = new RunOwner(engine.Host, Given.Launch("own.task"));
        await owner.StartAsync();
        return (engine, owner);
    }

    private static async Task<ActionRecord> RootAsync(ScriptedEngine engine) =>
        Assert.Single((await engine.Host.Store.GetChildrenAsync(RunId.Parse("run"), null)).Items);
}
