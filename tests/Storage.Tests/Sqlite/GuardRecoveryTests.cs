using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>Rule N3 behind a crash: what was read before it counts, though it comes from the record.</summary>
public sealed class GuardRecoveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _id = Gate.NewId();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("child")]
    [InlineData("step")]
    public async Task N3_Reads_that_are_in_the_record_count_when_a_run_goes_on(string way)
    {
        await using (var store = await SqlitePlace.OpenAsync(_folder["runs.db"]))
        await using (var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store }))
        {
            await runner.WithRunContext(("key", "1")).StartAsync(GuardRecoveryTasks.ReadAndWait, _id, way, new RunOptions { Id = RunId.Parse(_id) });
            await Gate.Of(_id + "started").WaitAsync();
        }

        await using var again = await SqlitePlace.OpenAsync(_folder["runs.db"]);
        await using var second = LocalRunner.Create(new LocalRunnerOptions { Store = again });
        Gate.Of(_id).Open();
        var resumed = await second.ResumeAsync(RunId.Parse(_id));

        Assert.Equal("\"1\"", await resumed.ResultJsonAsync().Soon("the result"));
        var run = await resumed.GetRecordAsync();
        Assert.Equal(RunWarningKind.CachedTaskReadsContext, Assert.Single(run.Warnings).Kind);
        Assert.Equal(["key"], (await second.Records.GetActionAsync(run.RunId, run.RootActionId))!.DependsOn!);
    }
}
