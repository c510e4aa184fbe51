using System.Collections.Concurrent;
using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A crash between two attempts: the next one is due when it was, and is decided on as it was.</summary>
public sealed class RetryRecoveryTests : IAsyncDisposable
{
    private static readonly TaskEnvironment Env = new("core_tests_retry_recovery");
    private static readonly ConcurrentDictionary<string, string> Messages = new(StringComparer.Ordinal);

    private static readonly RetryOptions TenMinutes = new()
    {
        MaxAttempts = 3,
        Delay = TimeSpan.FromMinutes(10),
        BackoffFactor = 2,
        Jitter = 0.5,
        RetryWhen = failure => !Messages.Values.Contains(failure.Message),
    };

    private readonly string _id = Gate.NewId();
    private readonly ManualTime _time = new();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };

    /// <summary>Fails in its first two attempts.</summary>
    public static readonly TaskDefinition<string, string> Flaky = Env.Task(
        (string id) => TaskContext.Current.Attempt <= 2 ? throw new InvalidOperationException(id) : $"attempt {TaskContext.Current.Attempt}",
        new TaskOptions { Retry = TenMinutes });

    public static readonly TaskDefinition<string, string> Caller = Env.Task(async (string id) => await Flaky.Run(id));

    public static readonly TaskDefinition<string, string> CallerWithDeadline = Env.Task(async (string id) =>
        await Flaky.With(options => options with { Retry = options.Retry with { Deadline = TimeSpan.FromHours(1) } }).Run(id));

    private RunId RunId => RunId.Parse(_id);

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Fact]
    public async Task Retry_that_is_due_later_than_the_restart_is_made_at_its_time()
    {
        var due = await CrashBetweenAttemptsAsync(Caller);
        _time.Advance(TimeSpan.FromMinutes(2));
        var (second, run) = await ResumeAsync();
        await using var disposing = second;
        await _time.WaitsUntil(due).Soon("the wait for the second attempt");

        _time.Advance(due - _time.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.Equal((ActionState.WaitingToRetry, 1), await StateAsync());
        _time.Advance(TimeSpan.FromTicks(1));
        var third = await NextDueAsync(attempts: 2);
        Assert.Equal(due, (await FlakyAsync()).Attempts[1].StartedAt);
        await _time.WaitsUntil(third).Soon("the wait for the third attempt");
        _time.Advance(third - due);

        Assert.Equal("\"attempt 3\"", await run.ResultJsonAsync().Soon("the result"));
    }

    [Fact]
    public async Task Retry_that_was_due_before_the_restart_is_made_at_once()
    {
        var due = await CrashBetweenAttemptsAsync(Caller);
        _time.Advance(TimeSpan.FromHours(2));
        var (second, _) = await ResumeAsync();
        await using var disposing = second;
        await NextDueAsync(attempts: 2);

        Assert.Equal(_time.GetUtcNow(), (await FlakyAsync()).Attempts[1].StartedAt);
        Assert.True(due < _time.GetUtcNow());
    }

    [Fact]
    public async Task Deadline_is_measured_from_the_recorded_call_and_not_from_the_one_behind_the_crash()
    {
        await CrashBetweenAttemptsAsync(CallerWithDeadline);
        _time.Advance(TimeSpan.FromMinutes(61));
        var (second, run) = await ResumeAsync();
        await using var disposing = second;

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Equal(_id, error.Failure.Message);
        Assert.Equal((ActionState.Failed, 1), await StateAsync());
    }

    [Fact]
    public async Task Predicate_is_asked_again_with_the_recorded_failure()
    {
        await CrashBetweenAttemptsAsync(Caller);
        Messages[_id] = _id;
        var (second, run) = await ResumeAsync();
        await using var disposing = second;

        await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Equal((ActionState.Failed, 1), await StateAsync());
    }

    // Returns when the second attempt is due.
    private async Task<DateTimeOffset> CrashBetweenAttemptsAsync(TaskDefinition<string, string> caller)
    {
        var crashing = new CrashingStore(_record);
        var first = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(crashing), Time = _time });
        await first.StartAsync(caller, _id, new RunOptions { Id = RunId });
        var due = await NextDueAsync(attempts: 1);
        await _time.WaitsUntil(due).Soon("the wait for the second attempt");
        crashing.Crash();
        _time.Forget();
        return due;
    }

    private async Task<(LocalRunner Runner, RunHandle Run)> ResumeAsync()
    {
        var runner = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(_record), Time = _time });
        return (runner, await runner.ResumeAsync(RunId));
    }

    // When the next attempt is due, by the options and the record alone.
    private async Task<DateTimeOffset> NextDueAsync(int attempts)
    {
        var last = 0L;
        while (true)
        {
            await _record.WaitForEventAsync(RunId, last, CancellationToken.None).Soon($"the end of attempt {attempts}");
            var events = await _record.ReadEventsAsync(RunId, last, 100);
            last = events[^1].Sequence;
            if (events.FirstOrDefault(one => one.Kind == RunEventKind.AttemptEnded && one.Task == Flaky.Name && one.Attempt == attempts) is { } ended)
            {
                var call = Given.Call(Given.Launch(Flaky.Name, _id)) with { ActionId = ended.ActionId!.Value };
                return ended.At + RetryDelay.After(call, attempts, TenMinutes);
            }
        }
    }

    private async Task<ActionRecord> FlakyAsync() =>
        (await _record.FindActionsAsync(RunId, new ActionQuery { Task = Flaky.Name })).Items.Single();

    private async Task<(ActionState State, int Attempts)> StateAsync() => await FlakyAsync() is var action ? (action.State, action.Attempts.Count) : default;
}
