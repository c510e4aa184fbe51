using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A process that dies behind each entry of its journal in turn, and another that goes on (rule F5).</summary>
public sealed class CrashPointTests
{
    // The launch, the start and the end of each of eleven actions, and the run's end.
    private const int Entries = 24;

    public static TheoryData<int> Points => [.. Enumerable.Range(1, Entries)];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Run_goes_on_from_wherever_it_was_left(int entries)
    {
        var id = Gate.NewId();
        await using var record = new InMemoryRunStore(new InMemoryRunStoreOptions()) { IsShared = true };
        var crashing = new CrashingStore(record, entries);
        var first = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(crashing) });
        var launched = await first.WithRunContext(("level", "run")).StartAsync(RecoveryTasks.Tree, id, new RunOptions { Id = RunId.Parse(id) });
        if (entries < Entries)
        {
            await crashing.Crashed.Soon("the crash");
        }
        else
        {
            await launched.ResultAsync().Soon("the result without a crash");
        }

        var recorded = await OutcomesAsync(record, RunId.Parse(id));
        await using var second = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(record) });
        var resumed = (await second.ResumeAsync(RunId.Parse(id))).As(RecoveryTasks.Tree);

        Assert.Equal(RecoveryTasks.TreeResult, await resumed.ResultAsync().Soon("the result"));
        await CheckRecordAsync(record, RunId.Parse(id), recorded);

        // What had an outcome didn't run again; of the rest each ran once more at most.
        var ranAgain = RecoveryTasks.RanOn(second, id);
        Assert.Equal(!recorded.Contains("tree"), ranAgain.Contains("tree"));
        Assert.Empty(ranAgain.Intersect(recorded.Where(word => word != "same")));
        Assert.All(ranAgain.GroupBy(word => word), group => Assert.Single(group.Take(group.Key == "same" ? 1 : 2)));
    }

    [Fact]
    public async Task Run_that_loses_its_process_every_few_entries_gets_done_all_the_same()
    {
        var id = Gate.NewId();
        await using var record = new InMemoryRunStore(new InMemoryRunStoreOptions()) { IsShared = true };
        var crashing = new CrashingStore(record, 3);
        await LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(crashing) })
            .WithRunContext(("level", "run")).StartAsync(RecoveryTasks.Tree, id, new RunOptions { Id = RunId.Parse(id) });
        await crashing.Crashed.Soon("the first crash");
        for (var crashes = 0; (await record.GetRunAsync(RunId.Parse(id)))!.State == RunState.Running; crashes++)
        {
            Assert.InRange(crashes, 0, 50);

            // Enough for one outcome at least: a run that achieves nothing in between fails, and that is another test.
            crashing = new CrashingStore(record, 14);
            var runner = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(crashing) });
            var run = await runner.ResumeAsync(RunId.Parse(id));
            await Task.WhenAny(crashing.Crashed, run.ResultJsonAsync()).Soon("a crash or the end");
        }

        Assert.Equal(RunState.Succeeded, (await record.GetRunAsync(RunId.Parse(id)))!.State);
        await CheckRecordAsync(record, RunId.Parse(id), []);
    }

    // The words of the actions that have an outcome.
    private static async Task<HashSet<string>> OutcomesAsync(IRunStore record, RunId runId) =>
    [
        .. (await AllAsync(record, runId))
            .Where(action => action.State is ActionState.Succeeded or ActionState.Failed)
            .Select(WordOf),
    ];

    private static async Task CheckRecordAsync(IRunStore record, RunId runId, HashSet<string> before)
    {
        var actions = await AllAsync(record, runId);
        Assert.Equal(11, actions.Count);
        Assert.Subset(actions.Select(WordOf).ToHashSet(), before);
        Assert.All(actions, action =>
        {
            Assert.Equal(WordOf(action) == "failing" ? ActionState.Failed : ActionState.Succeeded, action.State);
            var word = WordOf(action);
            Assert.Equal(word.Length == 2 ? word[..1] : "run", action.Context["level"]);
            Assert.Single(action.Attempts, attempt => attempt.State is ActionState.Succeeded or ActionState.Failed);
            Assert.Equal(Enumerable.Range(1, action.Attempts.Count), action.Attempts.Select(attempt => attempt.Number));
        });
    }

    private static async Task<IReadOnlyList<ActionRecord>> AllAsync(IRunStore record, RunId runId) =>
        (await record.FindActionsAsync(runId, new ActionQuery { Page = new PageRequest { Size = 1000 } })).Items;

    // The last input, or the task's own name.
    private static string WordOf(ActionRecord action) =>
        System.Text.Json.JsonSerializer.Deserialize<string[]>(action.Inputs.Span) is [_, var word] ? word : action.Task[(action.Task.LastIndexOf('.') + 1)..];
}
