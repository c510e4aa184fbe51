using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

public sealed class ResumeTests : IAsyncDisposable
{
    private readonly string _id = Gate.NewId();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };

    private RunId RunId => RunId.Parse(_id);

    private RunOptions Options => new() { Id = RunId };

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Fact]
    public async Task Disposing_a_runner_with_a_durable_store_interrupts_its_runs_and_another_goes_on()
    {
        var first = Runner();
        var launched = await first.StartAsync(RecoveryTasks.Waiting, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();
        var waiting = Assert.ThrowsAsync<RunInterruptedException>(() => launched.ResultAsync());
        await first.DisposeAsync().AsTask().Soon("the disposal");
        Assert.Contains($"runner.ResumeAsync(\"{_id}\")", (await waiting.Soon("what the waiter is told")).Message, StringComparison.Ordinal);

        await using var second = Runner();
        var interrupted = Assert.Single(await second.FindInterruptedAsync());
        Assert.Equal((RunId, RunState.Interrupted, null), (interrupted.RunId, interrupted.State, interrupted.Owner));
        Gate.Of(_id).Open();
        var resumed = Assert.Single(await second.ResumeInterruptedAsync());

        Assert.Equal("first:none", await resumed.As(RecoveryTasks.Waiting).ResultAsync().Soon("the result"));
        Assert.Equal(1, RecoveryTasks.TimesRan(_id, "first"));
        var run = await resumed.GetRecordAsync();
        Assert.Equal((RunState.Succeeded, 1, 1), (run.State, run.TakenOver, run.RecordedActions));
        var root = (await second.Records.GetActionAsync(RunId, run.RootActionId))!;
        Assert.Equal([ActionState.Lost, ActionState.Succeeded], root.Attempts.Select(attempt => attempt.State));
        Assert.Contains("handed it over", root.Attempts[0].Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tolerant")]
    [InlineData("partial")]
    public async Task What_a_body_returns_because_it_was_stopped_is_not_taken_for_its_result(string name)
    {
        var task = name == "tolerant" ? RecoveryTasks.Tolerant : RecoveryTasks.Partial;
        var first = Runner();
        await first.StartAsync(task, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();
        await first.DisposeAsync().AsTask().Soon("the disposal");
        Gate.Of(_id).Open();

        await using var second = Runner();
        var resumed = await second.ResumeAsync(RunId);

        Assert.Equal("first:none", await resumed.As(task).ResultAsync().Soon("the result"));
    }

    [Fact]
    public async Task Action_that_was_lost_with_its_process_too_often_fails_and_its_caller_is_told_why()
    {
        for (var owner = 1; owner <= 3; owner++)
        {
            // Dies while the leaf runs, behind its start: first behind the launch and both starts; later there are lost attempts too.
            var crashing = new CrashingStore(_record, owner == 1 ? 3 : 4);
            var runner = Runner(crashing);
            _ = owner == 1 ? await runner.StartAsync(RecoveryTasks.Branch, _id, "a", Options) : await runner.ResumeAsync(RunId);
            await crashing.Crashed.Soon($"crash {owner}");
            if (owner < 3)
            {
                // So that the run itself has achieved something each time, and only the leaf has not.
                await _record.AppendAsync(Given.Ended(Given.Call(Given.Launch("own.task", _id), 100 + owner) with { Epoch = owner, ParentId = new ActionId(7, 0) }));
            }
        }

        await using var last = Runner();
        var run = await last.ResumeAsync(RunId);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Equal(RecoveryTasks.Leaf.Name, error.Failure.Task);
        Assert.Contains("was lost 3 times in a row", error.Failure.Message, StringComparison.Ordinal);
        var leaf = (await _record.FindActionsAsync(RunId, new ActionQuery { Task = RecoveryTasks.Leaf.Name })).Items.Single();
        Assert.Equal((ActionState.Failed, 3), (leaf.State, leaf.Attempts.Count(attempt => attempt.State == ActionState.Lost)));
    }

    [Fact]
    public async Task Owner_that_lost_its_run_without_noticing_can_record_nothing_and_its_waiters_get_the_others_result()
    {
        var first = Runner(new CrashingStore(_record));
        var launched = await first.StartAsync(RecoveryTasks.Waiting, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();

        await using var second = Runner();
        var resumed = (await second.ResumeAsync(RunId)).As(RecoveryTasks.Waiting);
        Gate.Of(_id).Open();

        Assert.Equal("first:none", await resumed.ResultAsync().Soon("the result"));
        Assert.Equal("first:none", await launched.ResultAsync().Soon("the result for who launched it"));
        Assert.Equal(1, RecoveryTasks.TimesRan(_id, "first"));
        var root = (await _record.GetChildrenAsync(RunId, null)).Items.Single();
        Assert.Equal([ActionState.Lost, ActionState.Succeeded], root.Attempts.Select(attempt => attempt.State));
        Assert.Single(await EventsAsync(RunEventKind.RunEnded));
        await first.DisposeAsync().AsTask().Soon("the disposal of the first");
    }

    [Fact]
    public async Task Run_that_another_process_runs_is_not_taken_from_it()
    {
        await using var first = Runner();
        await first.StartAsync(RecoveryTasks.Waiting, _id, Options);
        await using var second = Runner();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => second.ResumeAsync(RunId));

        Assert.Contains("is being run by", error.Message, StringComparison.Ordinal);
        Assert.Empty(await second.ResumeInterruptedAsync());
        Gate.Of(_id).Open();
    }

    [Fact]
    public async Task Resuming_what_goes_on_here_or_has_ended_just_finds_it()
    {
        await using var runner = Runner();
        await runner.StartAsync(RecoveryTasks.Waiting, _id, Options);
        var running = await runner.ResumeAsync(RunId);
        Gate.Of(_id).Open();
        await running.ResultJsonAsync().Soon("the result");
        var ended = await runner.ResumeAsync(RunId);

        Assert.Equal("\"first:none\"", await ended.ResultJsonAsync().Soon("the result, again"));
        Assert.Equal(0, (await ended.GetRecordAsync()).TakenOver);
    }

    [Fact]
    public async Task Resuming_what_is_not_recorded_says_so()
    {
        await using var runner = Runner();

        Assert.Equal(RunId, (await Assert.ThrowsAsync<RunNotRecordedException>(() => runner.ResumeAsync(RunId))).RunId);
    }

    [Fact]
    public async Task Run_whose_task_this_process_does_not_have_is_left_to_who_has_it()
    {
        await _record.AppendAsync(new RunLaunched(Given.Launch("nobodys.task", _id), "gone"));
        await using var runner = Runner();

        await Assert.ThrowsAsync<UnknownTaskException>(() => runner.ResumeAsync(RunId));
        Assert.Empty(await runner.ResumeInterruptedAsync());
        Assert.Equal(0, (await _record.GetRunAsync(RunId))!.TakenOver);
    }

    [Fact]
    public async Task Cancelling_that_was_asked_for_before_the_crash_is_carried_out_behind_it()
    {
        // The launch, two starts, the leaf's end and the request; then it dies before anything comes of that.
        var crashing = new CrashingStore(_record, 5);
        var first = await Runner(crashing).StartAsync(RecoveryTasks.Waiting, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();
        await first.CancelAsync().Soon("the request");
        await crashing.Crashed.Soon("the crash");

        await using var second = Runner();
        var resumed = await second.ResumeAsync(RunId);

        await Assert.ThrowsAsync<ActionCancelledException>(() => resumed.ResultJsonAsync().Soon("the end"));
        Assert.Equal(RunState.Cancelled, (await resumed.GetRecordAsync()).State);
    }

    [Fact]
    public async Task Interrupted_run_can_be_cancelled()
    {
        var first = Runner();
        await first.StartAsync(RecoveryTasks.Waiting, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();
        await first.DisposeAsync().AsTask().Soon("the disposal");

        await using var second = Runner();
        var run = (await second.GetRunAsync(RunId))!;
        await run.CancelAsync();

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultJsonAsync().Soon("the end"));
    }

    [Fact]
    public async Task Run_whose_owners_are_lost_again_and_again_without_achieving_anything_fails_with_why()
    {
        for (var owner = 1; owner <= 3; owner++)
        {
            // Dies behind the start of the root: the launch and that, or only that.
            var crashing = new CrashingStore(_record, owner == 1 ? 2 : 1);
            var runner = Runner(crashing);
            _ = owner == 1 ? await runner.StartAsync(RecoveryTasks.Waiting, _id, Options) : await runner.ResumeAsync(RunId);
            await crashing.Crashed.Soon($"crash {owner}");
        }

        await using var last = Runner();
        var run = await last.ResumeAsync(RunId);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Contains("lost 3 times in a row", error.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaxLostAttempts", error.Failure.Message, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<RunEvent>> EventsAsync(RunEventKind kind) =>
        (await _record.ReadEventsAsync(RunId, 0, 1000)).Where(happened => happened.Kind == kind);

    private LocalRunner Runner(IRunStore? store = null) => LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(store ?? _record) });
}
