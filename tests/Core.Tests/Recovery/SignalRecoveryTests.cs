using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A process that dies, or stops, while a body waits for an answer, and another that goes on.</summary>
public sealed class SignalRecoveryTests : IAsyncDisposable
{
    private static readonly TaskEnvironment Env = new("core_tests_signal_recovery");

    /// <summary>Waits an hour for an answer, then at its gate.</summary>
    public static readonly TaskDefinition<string, string> Asking = Env.Task(async (string id) =>
    {
        string answer;
        try
        {
            answer = await TaskContext.Current.WaitForAsync<string>("approval", TimeSpan.FromHours(1));
        }
        catch (SignalTimeoutException)
        {
            answer = "nobody";
        }

        Gate.Of(id + "answered").Open(answer);
        await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
        return answer;
    });

    /// <summary>Makes do without the answer when its wait ends otherwise.</summary>
    public static readonly TaskDefinition<string, string> Tolerant = Env.Task(async (string id) =>
    {
        try
        {
            return await TaskContext.Current.WaitForAsync<string>("approval");
        }
        catch (OperationCanceledException)
        {
            return "without it";
        }
    });

    private readonly string _id = Gate.NewId();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };
    private readonly ManualTime _time = new();

    private RunId RunId => RunId.Parse(_id);

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_reaches_the_wait_whether_it_is_sent_before_or_after_the_restart(bool before)
    {
        var process = await StartAsync();
        process.Crash();
        Gate.Of(_id).Open();
        await using var other = Runner();
        if (before)
        {
            Assert.True(await other.SignalAsync(RunId, "approval", "yes"));
        }

        var resumed = await other.ResumeAsync(RunId);
        if (!before)
        {
            await StartsAsync(2);
            Assert.True(await other.SignalAsync(RunId, "approval", "yes"));
        }

        Assert.Equal("\"yes\"", await resumed.ResultJsonAsync().Soon("the result"));
        Assert.Equal([ActionState.Lost, ActionState.Succeeded], (await WaitAsync()).Attempts.Select(attempt => attempt.State));
        Assert.Empty((await resumed.GetRecordAsync()).Warnings);
    }

    [Fact]
    public async Task Answer_that_was_taken_before_the_crash_is_not_waited_for_again()
    {
        var process = await StartAsync();
        await using var other = Runner();
        Assert.True(await other.SignalAsync(RunId, "approval", "yes"));
        await Gate.Of(_id + "answered").WaitAsync();
        process.Crash();
        Gate.Of(_id).Open();

        Assert.Equal("\"yes\"", await (await other.ResumeAsync(RunId)).ResultJsonAsync().Soon("the result"));
        Assert.Single((await WaitAsync()).Attempts);
    }

    [Fact]
    public async Task Time_counts_from_the_first_start_and_having_run_out_is_final()
    {
        var process = await StartAsync();
        await _time.TimersDueInAsync(TimeSpan.FromHours(1)).Soon("the first timer");
        _time.Advance(TimeSpan.FromMinutes(40));
        process.Crash();
        var second = new CrashingStore(_record);
        await Runner(second).ResumeAsync(RunId);
        await _time.TimersDueInAsync(TimeSpan.FromMinutes(20), 2).Soon("the second timer, for the rest");
        _time.Advance(TimeSpan.FromMinutes(19));
        Assert.False(Gate.Of(_id + "answered").IsOpen);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("nobody", await Gate.Of(_id + "answered").WaitAsync());
        second.Crash();

        await using var third = Runner();
        Assert.True(await third.SignalAsync(RunId, "approval", "too late"));
        Gate.Of(_id).Open();

        Assert.Equal("\"nobody\"", await (await third.ResumeAsync(RunId)).ResultJsonAsync().Soon("the result"));
    }

    [Fact]
    public async Task Time_that_ran_out_while_nobody_was_there_ends_the_wait_unless_an_answer_came()
    {
        (await StartAsync()).Crash();
        _time.Advance(TimeSpan.FromHours(2));
        Gate.Of(_id).Open();
        await using var other = Runner();

        Assert.Equal("\"nobody\"", await (await other.ResumeAsync(RunId)).ResultJsonAsync().Soon("the result"));
    }

    [Fact]
    public async Task Stopping_in_good_order_hands_the_wait_over()
    {
        var first = Runner();
        await first.StartAsync(Asking, _id, new RunOptions { Id = RunId });
        await StartsAsync(1);
        await first.DisposeAsync().AsTask().Soon("the disposal");
        Gate.Of(_id).Open();

        await using var other = Runner();
        var resumed = await other.ResumeAsync(RunId);
        await StartsAsync(2);
        Assert.True(await other.SignalAsync(RunId, "approval", "yes"));

        Assert.Equal("\"yes\"", await resumed.ResultJsonAsync().Soon("the result"));
        var wait = await WaitAsync();
        Assert.Equal([ActionState.Lost, ActionState.Succeeded], wait.Attempts.Select(attempt => attempt.State));
        Assert.Equal(Outcome.HandedOverType, wait.Attempts[0].Failure?.Type);
    }

    [Fact]
    public async Task What_a_body_returns_because_its_wait_was_handed_over_is_not_taken_for_its_result()
    {
        var first = Runner();
        await first.StartAsync(Tolerant, _id, new RunOptions { Id = RunId });
        await StartsAsync(1);
        await first.DisposeAsync().AsTask().Soon("the disposal");

        await using var other = Runner();
        var resumed = await other.ResumeAsync(RunId);
        Assert.True(await other.SignalAsync(RunId, "approval", "yes"));

        Assert.Equal("\"yes\"", await resumed.ResultJsonAsync().Soon("the result"));
    }

    // Until it waits.
    private async Task<CrashingStore> StartAsync()
    {
        var process = new CrashingStore(_record);
        await Runner(process).StartAsync(Asking, _id, new RunOptions { Id = RunId });
        await StartsAsync(1);
        return process;
    }

    private async Task<ActionRecord> WaitAsync() =>
        Assert.Single((await _record.FindActionsAsync(RunId, new ActionQuery { Task = StepNames.OfWait(Asking.Name, "approval") })).Items);

    // Until so many attempts of the wait have started.
    private async Task StartsAsync(int count)
    {
        while (true)
        {
            var events = await _record.ReadEventsAsync(RunId, 0, 1000);
            if (events.Count(one => one.Kind == RunEventKind.AttemptStarted && one.Task.EndsWith(')')) >= count)
            {
                return;
            }

            Assert.DoesNotContain(events, one => one.Kind == RunEventKind.RunEnded);
            await _record.WaitForEventAsync(RunId, events.Count, CancellationToken.None).Soon($"start {count} of the wait");
        }
    }

    private LocalRunner Runner(IRunStore? store = null) => LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(store ?? _record), Time = _time });
}
