using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A process that dies in a body with steps and delays, and another that goes on.</summary>
public sealed class StepRecoveryTests : IAsyncDisposable
{
    // The launch, the start and the end of the root, its leaf and five steps, and the run's end.
    private const int Entries = 16;

    private readonly string _id = Gate.NewId();
    private readonly InMemoryRunStore _record = new(new InMemoryRunStoreOptions()) { IsShared = true };
    private readonly ManualTime _time = new();

    public static TheoryData<int> Points => [.. Enumerable.Range(1, Entries - 1)];

    private RunId RunId => RunId.Parse(_id);

    private RunOptions Options => new() { Id = RunId };

    public ValueTask DisposeAsync() => _record.DisposeAsync();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Step_that_is_recorded_is_not_run_again_wherever_the_process_dies(int entries)
    {
        var crashing = new CrashingStore(_record, entries);
        var first = Runner(crashing);
        await first.StartAsync(StepRecoveryTasks.Steps, _id, Options);
        await crashing.Crashed.Soon("the crash");
        var recorded = await OutcomesAsync();

        await using var second = Runner();
        var resumed = (await second.ResumeAsync(RunId)).As(StepRecoveryTasks.Steps);
        var result = (await resumed.ResultAsync().Soon("the result")).Split(';');

        var outcomes = await OutcomesAsync();
        Assert.All(recorded, before => Assert.Equal(before.Value, outcomes[before.Key]));
        var steps = outcomes.Where(outcome => outcome.Key.Contains('/', StringComparison.Ordinal)).ToDictionary();
        Assert.Equal(5, steps.Count);
        Assert.Equal(
            [Text("first"), "null", $"System.InvalidOperationException {steps[Name("fails")]} True", "leaf:none", Text("same"), Text("same", 1)], result);
        if (!recorded.ContainsKey($"{StepRecoveryTasks.Steps.Name}:0"))
        {
            // Each that had no outcome ran, once; the others did not.
            Assert.Equal(
                steps.Keys.Except(recorded.Keys).Order(StringComparer.Ordinal),
                StepRecoveryTasks.RanOn(second, _id).Select(word => word.StartsWith("same", StringComparison.Ordinal) ? Name("same", word[4] - '0') : Name(word)).Order(StringComparer.Ordinal));
        }

        Assert.Empty((await resumed.GetRecordAsync()).Warnings);

        string Text(string step, int ordinal = 0) => steps[Name(step, ordinal)].Trim('"');
    }

    [Fact]
    public async Task Random_values_ids_and_times_are_the_same_behind_a_crash()
    {
        var crashing = new CrashingStore(_record);
        var first = Runner(crashing);
        await first.StartAsync(StepRecoveryTasks.Values, _id, Options);
        await Gate.Of(_id + "started").WaitAsync();
        crashing.Crash();
        _time.Advance(TimeSpan.FromHours(1));

        await using var second = Runner();
        var resumed = (await second.ResumeAsync(RunId)).As(StepRecoveryTasks.Values);
        Gate.Of(_id).Open();
        var result = await resumed.ResultAsync().Soon("the result");

        Assert.Equal([result], StepRecoveryTasks.RanOn(first, _id));
        Assert.Equal([result], StepRecoveryTasks.RanOn(second, _id));
        Assert.EndsWith("2026-01-01T00:00:00.0000000+00:00", result, StringComparison.Ordinal);
        Assert.Equal(7, result.Split(' ').Distinct().Count());
    }

    [Fact]
    public async Task Delay_goes_on_behind_a_crash_and_one_that_is_over_is_not_waited_for()
    {
        // Dies behind the launch, the root's start, and the delay's.
        var crashing = new CrashingStore(_record, 3);
        await Runner(crashing).StartAsync(StepRecoveryTasks.Delayed, _id, Options);
        await _time.SomebodyWaits.Soon("the delay");
        for (var day = 0; day < 20; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
        }

        crashing.Crash();
        await using (var second = Runner())
        {
            await second.ResumeAsync(RunId);
            await StartsAsync("delay()", 2);
            _time.Advance(TimeSpan.FromDays(39.9));
            Assert.Empty(StepRecoveryTasks.RanOn(second, _id));
        }

        // It was handed over while it waited; the rest comes while nobody is there.
        _time.Advance(TimeSpan.FromDays(1));
        await using var third = Runner();
        var resumed = (await third.ResumeAsync(RunId)).As(StepRecoveryTasks.Delayed);
        await _time.TimersDueInAsync(TimeSpan.FromMinutes(1)).Soon("the second delay's timer");
        Assert.Equal(["first over"], StepRecoveryTasks.RanOn(third, _id));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("done", await resumed.ResultAsync().Soon("the result"));
        var delay = (await _record.FindActionsAsync(RunId, new ActionQuery { Task = StepNames.OfDelay(StepRecoveryTasks.Delayed.Name) })).Items[0];
        Assert.Equal([ActionState.Lost, ActionState.Lost, ActionState.Succeeded], delay.Attempts.Select(attempt => attempt.State));
    }

    [Fact]
    public async Task Run_that_only_waits_may_lose_its_process_as_often_as_it_likes()
    {
        for (var crash = 0; crash < 6; crash++)
        {
            var crashing = new CrashingStore(_record);
            var runner = Runner(crashing);
            _ = crash == 0 ? await runner.StartAsync(StepRecoveryTasks.Delayed, _id, Options) : await runner.ResumeAsync(RunId);
            await StartsAsync("delay()", crash + 1);
            crashing.Crash();
        }

        _time.Advance(TimeSpan.FromDays(61));
        await using var last = Runner();
        var run = await last.ResumeAsync(RunId);
        await _time.TimersDueInAsync(TimeSpan.FromMinutes(1)).Soon("the second delay's timer");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("\"done\"", await run.ResultJsonAsync().Soon("the result"));
    }

    private static string Name(string step, int ordinal = 0) => $"{StepRecoveryTasks.Steps.Name}/{step}:{ordinal}";

    // Values and messages by what they are of.
    private async Task<Dictionary<string, string>> OutcomesAsync() =>
        (await _record.FindActionsAsync(RunId, new ActionQuery())).Items
            .Where(action => action.State is ActionState.Succeeded or ActionState.Failed)
            .ToDictionary(
                action => $"{action.Task}:{action.ActionId.Ordinal}",
                action => action.Failure?.Message ?? System.Text.Encoding.UTF8.GetString(action.Output!.Value.Span));

    // Until so many attempts of such actions have started, of all that were made.
    private async Task StartsAsync(string ending, int count)
    {
        for (var after = 0L; ;)
        {
            var events = await _record.ReadEventsAsync(RunId, 0, 1000);
            if (events.Count(one => one.Kind == RunEventKind.AttemptStarted && one.Task.EndsWith(ending, StringComparison.Ordinal)) >= count)
            {
                return;
            }

            Assert.DoesNotContain(events, one => one.Kind == RunEventKind.RunEnded);
            after = events.Count;
            await _record.WaitForEventAsync(RunId, after, CancellationToken.None).Soon($"start {count} of {ending}");
        }
    }

    private LocalRunner Runner(IRunStore? store = null) => LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(store ?? _record), Time = _time });
}
