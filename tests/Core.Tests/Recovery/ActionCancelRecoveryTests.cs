using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A request to cancel one action holds behind a crash.</summary>
public sealed class ActionCancelRecoveryTests : IAsyncDisposable
{
    private static readonly TaskEnvironment Env = new("core_tests_action_cancel_recovery");

    private readonly string _id = Gate.NewId();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };

    /// <summary>Waits, or waits to be tried again, by its second input.</summary>
    public static readonly TaskDefinition<string, bool, string> Child = Env.Task(
        async (string id, bool fails) =>
        {
            var before = Gate.Of(id + "started").IsOpen;
            Gate.Of(id + (before ? "ran again" : "started")).Open(TaskContext.Current.ActionId.ToString());
            return fails ? throw new InvalidOperationException("once more, tomorrow") : await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 3, Delay = TimeSpan.FromDays(1) } });

    public static readonly TaskDefinition<string, bool, string> Caller = Env.Task(async (string id, bool fails) =>
    {
        try
        {
            return await Child.Run(id, fails);
        }
        catch (ActionCancelledException)
        {
            return "told so";
        }
    });

    private RunId RunId => RunId.Parse(_id);

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_that_was_recorded_before_the_crash_is_carried_out_behind_it(bool fails)
    {
        var crashing = new CrashingStore(_record);
        await Runner(crashing).StartAsync(Caller, _id, fails, new RunOptions { Id = RunId });
        var child = await StartedAsync(fails);
        crashing.Crash();
        await _record.AppendAsync(new ActionCancelRequested(RunId, child, TimeProvider.System.GetUtcNow()));

        await using var second = Runner(_record);
        var run = await second.ResumeAsync(RunId);

        Assert.Equal("\"told so\"", await run.ResultJsonAsync().Soon("the result"));
        Assert.False(Gate.Of(_id + "ran again").IsOpen);
        Assert.Equal(ActionState.Cancelled, (await _record.GetActionAsync(RunId, child))!.State);
    }

    [Fact]
    public async Task Action_of_a_run_that_nobody_runs_is_cancelled_when_somebody_resumes_it()
    {
        var first = Runner(_record);
        await first.StartAsync(Caller, _id, false, new RunOptions { Id = RunId });
        var child = await StartedAsync(fails: false);
        await first.DisposeAsync().AsTask().Soon("the disposal");

        await using var second = Runner(_record);
        await (await second.GetRunAsync(RunId))!.CancelActionAsync(child);
        Assert.Equal(RunState.Interrupted, (await _record.GetRunAsync(RunId))!.State);
        var run = await second.ResumeAsync(RunId);

        Assert.Equal("\"told so\"", await run.ResultJsonAsync().Soon("the result"));
        Assert.False(Gate.Of(_id + "ran again").IsOpen);
    }

    [Fact]
    public async Task Process_that_runs_a_body_again_knows_the_requests_whoever_owns_the_run()
    {
        var engine = new ScriptedEngine(new TaskCatalog(scanner: null));
        var launch = Given.Launch("own.task", _id);
        var (asked, other) = (Given.Call(launch, child: 1), Given.Call(launch, child: 2));
        await engine.Host.Store.AppendAsync(new RunLaunched(launch, "gone"));
        await engine.Host.Store.AppendAsync(new ActionCancelRequested(RunId, asked.ActionId, Given.Noon));

        await new RecordedCalls(engine.Host, launch.ToRootCall()).BeginAsync();

        Assert.Equal((true, false), (engine.Host.Cancels.IsRequested(asked), engine.Host.Cancels.IsRequested(other)));
    }

    [Fact]
    public async Task Root_that_was_to_be_cancelled_before_the_crash_ends_the_run_behind_it()
    {
        var crashing = new CrashingStore(_record);
        await Runner(crashing).StartAsync(Caller, _id, false, new RunOptions { Id = RunId });
        await StartedAsync(fails: false);
        crashing.Crash();
        var root = (await _record.GetRunAsync(RunId))!.RootActionId;
        await _record.AppendAsync(new ActionCancelRequested(RunId, root, TimeProvider.System.GetUtcNow()));

        await using var second = Runner(_record);
        var run = await second.ResumeAsync(RunId);

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Equal(RunState.Cancelled, (await run.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Action_of_a_run_that_another_process_runs_has_to_be_cancelled_there()
    {
        await using var first = Runner(_record);
        await first.StartAsync(Caller, _id, false, new RunOptions { Id = RunId });
        var child = await StartedAsync(fails: false);
        await using var second = Runner(_record);
        var run = (await second.GetRunAsync(RunId))!;

        Assert.Contains("can only be cancelled there", (await Assert.ThrowsAsync<InvalidOperationException>(() => run.CancelActionAsync(child))).Message, StringComparison.Ordinal);
        Gate.Of(_id).Open();
    }

    // When it fails, its end is recorded too.
    private async Task<ActionId> StartedAsync(bool fails)
    {
        var child = ActionId.Parse(await Gate.Of(_id + "started").WaitAsync());
        for (var after = 0L; fails && (await _record.GetActionAsync(RunId, child))?.State != ActionState.WaitingToRetry; after++)
        {
            Assert.Null((await _record.GetRunAsync(RunId))!.EndedAt);
            await _record.WaitForEventAsync(RunId, after, CancellationToken.None).Soon("the end of the first attempt");
        }

        return child;
    }

    private static LocalRunner Runner(IRunStore store) => LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(store) });
}
