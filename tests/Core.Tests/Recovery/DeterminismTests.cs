using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A body that does not do the same again is never passed over in silence.</summary>
public sealed class DeterminismTests
{
    private readonly string _id = Gate.NewId();

    [Fact]
    public async Task Body_that_asks_for_something_else_than_before_earns_a_warning_that_names_both()
    {
        var run = await CrashAndResumeAsync("one", "two");

        var warning = Assert.Single(run.Warnings);
        Assert.Equal((RunWarningKind.NotDeterministic, RecoveryTasks.Moody.Name, run.RootActionId), (warning.Kind, warning.Task, warning.ActionId));
        Assert.Matches($@"did not ask for {RecoveryTasks.Leaf.Name} \(\w+\), which it had called before; instead it called {RecoveryTasks.Leaf.Name}", warning.Message);
    }

    [Fact]
    public async Task Body_that_does_the_same_again_earns_none() => Assert.Empty((await CrashAndResumeAsync("one", "one")).Warnings);

    private async Task<RunRecord> CrashAndResumeAsync(string before, string after)
    {
        RecoveryTasks.Mood[_id] = before;
        await using var record = new InMemoryRunStore(new InMemoryRunStoreOptions()) { IsShared = true };

        // The launch, the root's start, and two leaves whole.
        var crashing = new CrashingStore(record, 6);
        var first = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(crashing) });
        await first.StartAsync(RecoveryTasks.Moody, _id, new RunOptions { Id = RunId.Parse(_id) });
        await crashing.Crashed.Soon("the crash");
        RecoveryTasks.Mood[_id] = after;
        await using var second = LocalRunner.Create(new LocalRunnerOptions { Store = new RunStore(record) });
        var run = await second.ResumeAsync(RunId.Parse(_id));
        Assert.Equal("\"last:none\"", await run.ResultJsonAsync().Soon("the result"));
        return await run.GetRecordAsync();
    }
}
