using System.Text;
using Microsoft.Extensions.Logging;
using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Execution.Caching;

/// <summary>The cache's step against an engine that answers from a script and a clock that the test moves.</summary>
public sealed class CacheStepTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TaskCatalog _catalog = new(scanner: null);
    private readonly ManualTime _time = new();
    private readonly CollectingLoggerFactory _log = new();
    private readonly TaskDefinition<string> _task;
    private readonly TaskDefinition<string> _inTurn;

    public CacheStepTests()
    {
        var environment = Given.Environment(catalog: _catalog);
        _task = environment.Task(() => "never run", new TaskOptions { Cache = CachePolicy.On() }, name: "task");
        _inTurn = environment.Task(() => "never run", new TaskOptions { Cache = CachePolicy.On() with { Serialize = true } }, name: "in_turn");
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Result_is_there_for_others_when_the_call_has_it()
    {
        var engine = Engine().ThenSucceeded();

        Assert.Equal("\"done\"", await ResultAsync(engine, "one", _task));

        var call = Given.Call(Given.Launch(_task.Name, "one"));
        var entry = await engine.Host.Cache.FindAsync(CacheKeys.Of(call, _task)!.Value);
        Assert.Equal(new ActionSource(call.RunId, call.ActionId), entry?.Source);
        Assert.Equal((_time.GetUtcNow(), null), (entry!.CreatedAt, entry.ExpiresAt));
    }

    [Fact]
    public async Task What_a_result_depends_on_comes_with_it_to_who_takes_it()
    {
        var engine = Engine().Then(_ => Outcome.Succeeded(Given.Json("1")) with { Details = new ActionDetails { DependsOn = ["region"] } });
        await ResultAsync(engine, "one", _task);

        var hit = await StartAsync(engine, Given.Launch(_task.Name, "two"));

        Assert.Equal(["region"], (await hit.Outcome.Soon("the hit")).Details?.DependsOn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cache_that_is_broken_fails_no_call_and_is_logged(bool inTurn)
    {
        var engine = new ScriptedEngine(_catalog, _time, new BrokenCache(), _log).ThenSucceeded();

        Assert.Equal("\"done\"", await ResultAsync(engine, "one", inTurn ? _inTurn : _task));

        int[] expected = inTurn ? [1301, 1303, 1301, 1302, 1303] : [1301, 1302];
        Assert.Equal(expected, CacheLines.Select(line => line.Event.Id));
        Assert.All(CacheLines, line => Assert.Contains(inTurn ? "own.in_turn" : "own.task", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Result_that_is_too_large_is_not_kept_and_said_once()
    {
        var large = Encoding.UTF8.GetBytes($"\"{new string('x', CacheAccess.MaxOutputBytes)}\"");
        var engine = Engine().Then(_ => Outcome.Succeeded(large)).Then(_ => Outcome.Succeeded(large)).Then(_ => Outcome.Succeeded(large.AsMemory(2)));

        await ResultAsync(engine, "one", _task);
        await ResultAsync(engine, "two", _task);
        Assert.Contains("1048578 bytes", Assert.Single(CacheLines).Text, StringComparison.Ordinal);

        // Right at the limit it is kept.
        await ResultAsync(engine, "three", _task);
        await ResultAsync(engine, "four", _task);
        Assert.Equal(3, engine.Calls.Count);
    }

    [Fact]
    public async Task Result_expires_by_the_clock()
    {
        var engine = Engine().ThenSucceeded().ThenSucceeded();
        var expiring = new TaskOptions { Cache = CachePolicy.On() with { Expiry = TimeSpan.FromHours(1) } };

        await ResultAsync(engine, "one", _task, expiring);
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await ResultAsync(engine, "two", _task, expiring);
        Assert.Single(engine.Calls);
        _time.Advance(TimeSpan.FromTicks(1));
        await ResultAsync(engine, "three", _task, expiring);
        Assert.Equal(2, engine.Calls.Count);
    }

    [Fact]
    public async Task Recorded_outcome_goes_before_what_the_cache_has()
    {
        var engine = Engine();
        var (claim, call) = await ClaimedAsync(engine);
        await PutAsync(engine, call, "\"cached\"");
        await engine.Host.Store.AppendAsync(Given.Ended(call with { Epoch = claim.Epoch }, Outcome.Succeeded(Given.Json("\"recorded\""))));

        Assert.Equal("\"recorded\"", await ResultAsync(engine, claim));
    }

    [Fact]
    public async Task Action_that_had_begun_before_a_crash_takes_what_the_cache_has_by_now()
    {
        var engine = Engine();
        var (claim, call) = await ClaimedAsync(engine);
        var source = await PutAsync(engine, call, "\"cached\"");

        Assert.Equal("\"cached\"", await ResultAsync(engine, claim));

        var root = (await engine.Host.Store.GetActionAsync(call.RunId, call.ActionId))!;
        Assert.Equal((ActionState.Succeeded, source), (root.State, root.Source));
        Assert.Equal([ActionState.Lost, ActionState.Succeeded], root.Attempts.Select(attempt => attempt.State));
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Call_behind_a_crash_takes_its_own_hold_again()
    {
        var engine = Engine().ThenSucceeded();
        var (claim, call) = await ClaimedAsync(engine, _inTurn);
        Assert.True(await HoldAsync(engine, call, $"{call.RunId}/{call.ActionId}"));

        Assert.Equal("\"done\"", await ResultAsync(engine, claim));
    }

    [Fact]
    public async Task Hold_is_renewed_while_the_body_runs_and_given_up_behind_it()
    {
        var engine = Engine();
        var call = Given.Call(Given.Launch(_inTurn.Name, "one"));
        var stillHeld = new List<bool>();
        engine.Then(_ =>
        {
            // Twice as long as the lease, in steps of a third.
            for (var step = 0; step < 6; step++)
            {
                _time.Advance(CacheAccess.Lease / 3);
                stillHeld.Add(engine.Host.Cache.RenewAsync(CacheKeys.Of(call, _inTurn)!.Value, "nobody", Lease).Result);
                stillHeld.Add(HoldAsync(engine, call, "somebody else").IsCompleted);
            }

            return Outcome.Failed(Given.Failure());
        });

        await (await StartAsync(engine, Given.Launch(_inTurn.Name, "one"))).Outcome.Soon("the end");

        Assert.All(stillHeld, Assert.False);
        Assert.True(await HoldAsync(engine, call, "somebody else"));
    }

    [Fact]
    public async Task Hold_of_one_who_died_is_taken_over_when_its_lease_is_over()
    {
        var engine = Engine().ThenSucceeded();
        var launch = Given.Launch(_inTurn.Name, "one");
        Assert.True(await HoldAsync(engine, Given.Call(launch), "one who died"));
        var waiting = await StartAsync(engine, launch);
        await _time.SomebodyWaits.Soon("the wait for the hold");
        Assert.Empty(engine.Calls);

        _time.Advance(Lease);

        Assert.Equal(OutcomeKind.Succeeded, (await waiting.Outcome.Soon("the end")).Kind);
        Assert.Single(engine.Calls);
    }

    [Fact]
    public async Task Cancelled_wait_is_recorded_as_a_cancelled_action()
    {
        var engine = Engine();
        var launch = Given.Launch(_inTurn.Name, "one");
        Assert.True(await HoldAsync(engine, Given.Call(launch), "another"));
        var waiting = await StartAsync(engine, launch);
        await _time.SomebodyWaits.Soon("the wait for the hold");

        waiting.Cancel();

        Assert.Equal(OutcomeKind.Cancelled, (await waiting.Outcome.Soon("the end")).Kind);
        var root = await engine.Host.Store.GetActionAsync(launch.RunId, launch.ToRootCall().ActionId);
        Assert.Equal(ActionState.Cancelled, root?.State);
        Assert.Empty(engine.Calls);
    }

    private IReadOnlyList<CollectingLoggerFactory.LogLine> CacheLines => [.. _log.Lines.Where(line => line.Event.Id / 100 == 13 && line.Level == LogLevel.Warning)];

    private ScriptedEngine Engine() => new(_catalog, _time, log: _log);

    private static async Task<RunOwner> StartAsync(ScriptedEngine engine, RunLaunch launch)
    {
        var owner = new RunOwner(engine.Host, launch);
        await owner.StartAsync();
        return owner;
    }

    private static async Task<string> ResultAsync(ScriptedEngine engine, string run, TaskDefinition task, TaskOptions? options = null)
    {
        var owner = await StartAsync(engine, Given.Launch(task.Name, run) with { TaskOptions = options });
        return Encoding.UTF8.GetString((await owner.Outcome.Soon("the end")).Value.Span);
    }

    private static async Task<string> ResultAsync(ScriptedEngine engine, RunClaim claim)
    {
        var owner = new RunOwner(engine.Host, claim);
        await owner.StartAsync();
        return Encoding.UTF8.GetString((await owner.Outcome.Soon("the end")).Value.Span);
    }

    // A run whose root had begun when its owner died.
    private async Task<(RunClaim Claim, ActionCall Root)> ClaimedAsync(ScriptedEngine engine, TaskDefinition? task = null)
    {
        var launch = Given.Launch((task ?? _task).Name);
        await engine.Host.Store.AppendAsync(new RunLaunched(launch, "the dead"));
        await engine.Host.Store.AppendAsync(Given.Started(launch.ToRootCall()));
        var claim = await engine.Host.Store.TryClaimAsync(new UnfinishedRun(launch.RunId, launch.Task, "the dead", RunLaunch.FirstEpoch), "the living");
        return (claim!, launch.ToRootCall());
    }

    private async Task<ActionSource> PutAsync(ScriptedEngine engine, ActionCall call, string json)
    {
        var source = new ActionSource(RunId.Parse("source"), call.ActionId);
        await engine.Host.Cache.PutAsync(new CacheEntry
        {
            Key = CacheKeys.Of(call, _task)!.Value,
            Task = call.Task,
            Source = source,
            CreatedAt = Given.Noon,
            Output = Given.Json(json),
        });
        return source;
    }

    private Task<bool> HoldAsync(ScriptedEngine engine, ActionCall call, string holder) =>
        engine.Host.Cache.TryHoldAsync(CacheKeys.Of(call, _inTurn)!.Value, holder, Lease, TimeSpan.FromHours(1), CancellationToken.None);
}
