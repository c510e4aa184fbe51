using Npgsql;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>Connections that are lost in the midst of a transaction, and silos that write to the same run.</summary>
public sealed class PostgresLossTests
{
    private const int Actions = 300;
    private const int MaxWaves = 300;

    private int _cuts;

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task Connections_that_are_cut_again_and_again_lose_nothing_and_double_nothing(int startedAfter)
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var store = await place.OpenAsync(new StoreSetup { StartedAfter = TimeSpan.FromMilliseconds(startedAfter) });
        var run = await TestRun.LaunchAsync(store);
        await run.StartAsync(run.Root);
        using var done = new CancellationTokenSource();
        var cutting = CutAsync(place, done.Token);

        var answers = new List<Appended>();
        for (var wave = 0; wave < 10 || (Volatile.Read(ref _cuts) <= 3 && wave < MaxWaves); wave++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(wave * Actions, Actions).Select(number => run.DoAsync(run.Child(number + 1)))));
        }

        await done.CancelAsync();
        await cutting;
        Assert.True(_cuts > 3, $"Only {_cuts} connections were cut.");
        await run.EndAsync(run.Root);
        await run.EndRunAsync();

        Assert.All(answers, answer => Assert.Equal(Appended.Taken, answer));
        Assert.Equal(answers.Count, await store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
        var events = await run.AllEventsAsync();
        Assert.Equal(events.Select(one => one.Sequence).Distinct().Order(), events.Select(one => one.Sequence));
        Assert.Equal(1 + (2 * (answers.Count + 1)) + 1, events.Count);
        Assert.All(events.Where(one => one.ActionId is not null).GroupBy(one => (one.ActionId, one.Kind)), same => Assert.Single(same));
    }

    [Fact]
    public async Task Two_silos_that_write_to_the_same_run_number_its_events_without_doubles()
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var first = await place.OpenAsync();
        await using var second = await place.OpenAsync(new StoreSetup { StartedAfter = TimeSpan.FromMinutes(1) });
        var run = await TestRun.LaunchAsync(first);
        var elsewhere = new TestRun(second, run.Launch);

        await Task.WhenAll(Enumerable.Range(1, 500).SelectMany(number => (Task[])[run.DoAsync(run.Child(number)), elsewhere.DoAsync(elsewhere.Child(number + 500))]));
        await run.EndRunAsync();

        Assert.Equal(Appended.Refused, await elsewhere.EndAsync(elsewhere.Child(2_000)));
        var events = await run.AllEventsAsync();
        Assert.Equal(2 + (2 * 1_000), events.Count);
        Assert.Equal(events.Count, events.Select(one => one.Sequence).Distinct().Count());
        Assert.Equal(events, await elsewhere.AllEventsAsync());
    }

    [Fact]
    public async Task Attempts_of_an_action_go_from_silo_to_silo()
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var first = await place.OpenAsync();
        await using var second = await place.OpenAsync(new StoreSetup { StartedAfter = TimeSpan.FromMinutes(1) });
        var run = await TestRun.LaunchAsync(first);
        var elsewhere = new TestRun(second, run.Launch);
        var call = run.Child(1);

        await run.StartAsync(call, "one");
        Assert.Equal(Appended.Taken, await elsewhere.EndAsync(call with { MayRetry = true }, Given.Lost()));
        await elsewhere.StartAsync(call with { Attempt = 2, LostAttempts = 1 }, "two");
        Assert.Equal(Appended.Taken, await elsewhere.EndAsync(call with { Attempt = 2, LostAttempts = 1 }));
        Assert.Equal(Appended.Refused, await run.EndAsync(call));

        var action = await run.ActionAsync(call);
        Assert.Equal([("one", ActionState.Lost), ("two", ActionState.Succeeded)], action.Attempts.Select(attempt => (attempt.Host!, attempt.State)));
    }

    // Each time as soon as the one before is done: there is always one that is new.
    private async Task CutAsync(PostgresPlace place, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var cut = new NpgsqlCommand(
                "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity, pg_sleep(0.05) WHERE datname = $1 AND application_name = 'undercurrent journal'", connection)
            {
                Parameters = { new() { Value = place.Database } },
            };
            Interlocked.Add(ref _cuts, (int)(long)(await cut.ExecuteScalarAsync(CancellationToken.None))!);
        }
    }
}
