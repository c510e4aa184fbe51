using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Sqlite;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Caching;

/// <summary>Two runners, each with a store of its own over one file, as two processes have them.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _id = Gate.NewId();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Equal_calls_at_once_run_one_body()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await using var first = Runner(one);
        await using var second = Runner(other);

        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => (number % 2 == 0 ? first : second).StartAsync(CacheTasks.Gated, _id)));
        await Gate.Of($"{_id} runs").WaitAsync();
        Gate.Of(_id).Open();

        Assert.Equal(Enumerable.Repeat("body 1", 20), await Task.WhenAll(runs.Select(run => run.ResultAsync())).Soon("all results"));
        Assert.Equal(1, Tally.Of(_id));
    }

    [Fact]
    public async Task Result_outlives_the_process_that_made_it()
    {
        RunId made;
        await using (var store = await OpenAsync())
        {
            await using var runner = Runner(store);
            made = (await RecordedRun.AtItsEndAsync(runner, await runner.StartAsync(CacheTasks.Kept, _id))).Run.RunId;
        }

        await using var next = await OpenAsync();
        await using var later = Runner(next);
        var hit = await RecordedRun.AtItsEndAsync(later, await later.StartAsync(CacheTasks.Kept, _id));

        Assert.Equal((made, "body 1"), (hit.Root.Source?.RunId, RecordedRun.ResultOf<string>(hit.Root)));
    }

    [Fact]
    public async Task Run_that_waits_for_an_equal_call_when_its_process_stops_goes_on_in_another()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await using var makers = Runner(other);
        var maker = await makers.StartAsync(CacheTasks.Gated, _id);
        await Gate.Of($"{_id} runs").WaitAsync();
        var stopping = Runner(one);
        var waiting = await stopping.StartAsync(CacheTasks.Gated, _id);
        await stopping.DisposeAsync().AsTask().Soon("the stop of the runner");

        Assert.Equal(RunState.Interrupted, (await waiting.GetRecordAsync()).State);
        var resumed = await makers.ResumeAsync(waiting.RunId);
        Gate.Of(_id).Open();

        Assert.Equal("body 1", await resumed.As(CacheTasks.Gated).ResultAsync().Soon("the result of who waited"));
        Assert.Equal(maker.RunId, (await RecordedRun.AtItsEndAsync(makers, resumed)).Root.Source?.RunId);
    }

    [Fact]
    public async Task What_a_run_makes_of_the_cache_outlives_its_process()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await using var second = Runner(other);
        Assert.Equal("body 1", await (await second.StartAsync(CacheTasks.Kept, _id)).ResultAsync().Soon("the result that is kept"));
        var stopping = Runner(one);
        var run = await stopping.StartAsync(CacheTasks.CallBehindGate, _id, new RunOptions { Cache = RunCache.Off });
        await Gate.Of($"{_id} waits").WaitAsync();
        await stopping.DisposeAsync().AsTask().Soon("the stop of the runner");
        Gate.Of(_id).Open();

        var resumed = await second.ResumeAsync(run.RunId);

        Assert.Equal("body 2", await resumed.As(CacheTasks.CallBehindGate).ResultAsync().Soon("the result of the resumed run"));
    }

    private Task<RunStore> OpenAsync() => SqlitePlace.OpenAsync(_folder["runs.db"]);

    private static LocalRunner Runner(RunStore store) => LocalRunner.Create(new LocalRunnerOptions { Store = store });
}
