using Microsoft.Data.Sqlite;
using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>Events are numbered on without a gap in their order, though <c>runs.seq</c> lags while a run goes on.</summary>
public sealed class SqliteSequenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["runs.db"];

    [Fact]
    public async Task Two_that_write_to_one_run_in_turn_and_one_that_takes_it_over_number_on()
    {
        await using var one = await SqlitePlace.OpenAsync(Path);
        await using var other = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(one.Store);
        var same = new TestRun(other.Store, run.Launch);
        for (var number = 1; number <= 10; number++)
        {
            await (number % 2 == 0 ? run : same).DoAsync(run.Child(number));
        }

        await run.ReportAsync(run.Child(11), "a line");
        await run.StartAsync(run.Child(12) with { MayRetry = true });
        await same.EndAsync(run.Child(12) with { MayRetry = true }, Given.Failed());
        Assert.True(await LagAsync() > 0);
        Assert.NotNull(await same.ClaimAsync("next"));
        await same.DoAsync(run.Child(12) with { Attempt = 2, Epoch = RunLaunch.FirstEpoch + 1 });
        await same.EndRunAsync(epoch: RunLaunch.FirstEpoch + 1);

        var events = await run.AllEventsAsync(atOnce: 3);

        Assert.Equal(events.Select(told => told.Sequence).Distinct().Order(), events.Select(told => told.Sequence));
        Assert.Equal(1 + 20 + 1 + 2 + 1 + 2 + 1, events.Count);
        Assert.Equal(0, await LagAsync());
    }

    [Fact]
    public async Task Who_follows_a_run_sees_what_another_process_adds_to_it()
    {
        await using var one = await SqlitePlace.OpenAsync(Path);
        await using var other = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(one.Store);
        await run.DoAsync(run.Child(1));
        var waiting = other.Store.WaitForEventAsync(run.Id, 3, CancellationToken.None);

        await run.DoAsync(run.Child(2));

        await waiting.Soon("the event of the other process");
        Assert.Equal([4L, 5], (await other.Store.ReadEventsAsync(run.Id, 3, 10)).Select(told => told.Sequence));
    }

    public void Dispose() => _folder.Dispose();

    // How far the column lags behind the rows.
    private async Task<long> LagAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT max(no) & 4294967295 FROM (SELECT no FROM actions UNION ALL SELECT no FROM events)) - (SELECT max(seq) FROM runs)";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
