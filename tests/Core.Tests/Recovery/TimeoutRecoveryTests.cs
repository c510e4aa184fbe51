using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>Limits by a clock that the tests move; that of an action goes on behind a crash.</summary>
public sealed class TimeoutRecoveryTests : IAsyncDisposable
{
    private static readonly TaskEnvironment Env = new("core_tests_timeout_recovery");

    private static readonly TaskOptions Limited = new()
    {
        Retry = new RetryOptions { MaxAttempts = 5, Delay = TimeSpan.FromMinutes(10) },
        Timeout = new TimeoutOptions { Attempt = TimeSpan.FromMinutes(30), Action = TimeSpan.FromMinutes(60), Grace = TimeSpan.FromMinutes(1) },
    };

    private readonly string _id = Gate.NewId();
    private readonly ManualTime _time = new();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };

    /// <summary>Waits until it is asked to stop, each time.</summary>
    public static readonly TaskDefinition<string, string> Slow = Env.Task(
        async (string id) =>
        {
            Gate.Of($"{id} attempt {TaskContext.Current.Attempt}").Open();
            return await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        },
        Limited);

    public static readonly TaskDefinition<string, string> Caller = Env.Task(async (string id) => await Slow.Run(id));

    /// <summary>Takes no notice.</summary>
    public static readonly TaskDefinition<string, string> Deaf = Env.Task(async (string id) => await Gate.Of(id).WaitAsync(), Limited with { Retry = RetryOptions.None });

    /// <summary>Takes its time to end when it is cancelled.</summary>
    public static readonly TaskDefinition<string, string> Lingering = Env.Task(
        async (string id) =>
        {
            var token = TaskContext.Current.CancellationToken;
            await using var told = token.UnsafeRegister(_ => Gate.Of(id + " told").Open(), null);
            Gate.Of(id + " started").Open();
            await Gate.Of(id).WaitAsync();
            token.ThrowIfCancellationRequested();
            return "never";
        },
        Limited with { Retry = RetryOptions.None });

    private RunId RunId => RunId.Parse(_id);

    private DateTimeOffset Begin { get; } = new ManualTime().GetUtcNow();

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Fact]
    public async Task Time_of_an_action_is_that_of_all_its_attempts_and_the_delays_between_them()
    {
        await using var runner = Runner(_record);
        var run = await runner.StartAsync(Caller, _id);
        await Gate.Of(_id + " attempt 1").WaitAsync();
        await AdvanceToAsync(30);
        await AdvanceToAsync(40);
        await Gate.Of(_id + " attempt 2").WaitAsync();

        // The second has only 20 of its 30 minutes left; and at their end nothing is tried again.
        await AdvanceToAsync(60);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the end"));
        Assert.Contains("01:00:00 from its call, which is its TimeoutOptions.Action", error.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((Slow.Name, 2), (error.Failure.Task, error.Failure.Attempt));
    }

    [Fact]
    public async Task Body_that_takes_no_notice_is_abandoned_when_the_grace_time_is_over_and_not_before()
    {
        await using var runner = Runner(_record);
        var run = await runner.StartAsync(Deaf, _id, new RunOptions { Id = RunId });
        await AdvanceToAsync(30);
        await _time.WaitsUntil(Begin.AddMinutes(31)).Soon("the wait for the grace time");
        Assert.Equal(RunState.Running, (await run.GetRecordAsync()).State);
        await AdvanceToAsync(31);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync().Soon("the end"));
        Assert.Contains("was abandoned", error.Failure.Message, StringComparison.Ordinal);
        Gate.Of(_id).Open();
    }

    [Fact]
    public async Task Action_that_was_cancelled_with_its_run_stays_so_when_its_time_is_over_before_it_ends()
    {
        await using var runner = LocalRunner.Create(
            new LocalRunnerOptions { Store = new RunStore(_record), Time = _time, CancellationGrace = TimeSpan.FromHours(3) });
        var run = await runner.StartAsync(Lingering, _id);
        await Gate.Of(_id + " started").WaitAsync();
        await run.CancelAsync();
        await Gate.Of(_id + " told").WaitAsync();
        await AdvanceToAsync(30);
        Gate.Of(_id).Open();

        await Assert.ThrowsAsync<ActionCancelledException>(() => run.ResultAsync().Soon("the end"));
        Assert.Equal(ActionState.Cancelled, Assert.Single((await _record.GetChildrenAsync(run.RunId, null)).Items).State);
    }

    [Fact]
    public async Task Time_of_an_action_goes_on_behind_a_crash_with_what_is_left_of_it()
    {
        await CrashInFirstAttemptAsync();
        _time.Advance(TimeSpan.FromMinutes(35));
        await using var second = Runner(_record);
        var run = await second.ResumeAsync(RunId);
        await Gate.Of(_id + " attempt 2").WaitAsync();
        await AdvanceToAsync(60);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Contains("TimeoutOptions.Action", error.Failure.Message, StringComparison.Ordinal);
        Assert.Equal([ActionState.Lost, ActionState.Failed], (await SlowAsync()).Attempts.Select(attempt => attempt.State));
    }

    [Fact]
    public async Task Action_whose_time_was_over_during_a_crash_is_not_begun_again()
    {
        await CrashInFirstAttemptAsync();
        _time.Advance(TimeSpan.FromMinutes(60));
        await using var second = Runner(_record);
        var run = await second.ResumeAsync(RunId);

        var error = await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultJsonAsync().Soon("the end"));
        Assert.Contains("TimeoutOptions.Action (01:00:00) is over", error.Failure.Message, StringComparison.Ordinal);
        var action = await SlowAsync();
        Assert.Equal((ActionState.Failed, ActionState.Lost), (action.State, Assert.Single(action.Attempts).State));
    }

    private async Task CrashInFirstAttemptAsync()
    {
        var crashing = new CrashingStore(_record);
        await Runner(crashing).StartAsync(Caller, _id, new RunOptions { Id = RunId });
        await Gate.Of(_id + " attempt 1").WaitAsync();
        crashing.Crash();
        _time.Forget();
    }

    // To minutes behind the beginning, when somebody waits for just that.
    private async Task AdvanceToAsync(int minutes)
    {
        await _time.WaitsUntil(Begin.AddMinutes(minutes)).Soon($"somebody who waits for minute {minutes}");
        _time.Advance(Begin.AddMinutes(minutes) - _time.GetUtcNow());
    }

    private async Task<ActionRecord> SlowAsync() => (await _record.FindActionsAsync(RunId, new ActionQuery { Task = Slow.Name })).Items.Single();

    private LocalRunner Runner(IRunStore store) => LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(store), Time = _time });
}
