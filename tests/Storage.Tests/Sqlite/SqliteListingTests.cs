using Microsoft.Data.Sqlite;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Sqlite;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>Actions are found by their ids, listed in <c>action_ids</c> or not yet; and none is recorded twice.</summary>
public sealed class SqliteListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["runs.db"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Action_is_found_and_refused_a_second_time_listed_or_not(int mostRecent)
    {
        await using var store = await SqliteListingFixture.OpenAsync(Path, mostRecent);
        var run = await TestRun.LaunchAsync(store.Store);
        for (var number = 1; number <= 10; number++)
        {
            await run.DoAsync(run.Child(number));
        }

        for (var number = 1; number <= 10; number++)
        {
            Assert.Equal(ActionState.Succeeded, (await run.ActionAsync(run.Child(number))).State);
            Assert.NotNull((await run.RecordedAsync(run.Child(number))).Outcome);
            Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(number), Given.Failed()));
        }
    }

    [Fact]
    public async Task Action_whose_row_moves_is_found_where_it_is()
    {
        await using var store = await SqliteListingFixture.OpenAsync(Path, mostRecent: 2);
        var run = await TestRun.LaunchAsync(store.Store);
        var first = run.Child(1) with { MayRetry = true };
        await run.DoAsync(first, Given.Failed());
        await run.DoAsync(run.Child(2));
        await run.DoAsync(run.Child(3));

        await run.DoAsync(first with { Attempt = 2 });

        Assert.Equal([ActionState.Failed, ActionState.Succeeded], (await run.ActionAsync(first)).Attempts.Select(attempt => attempt.State));
        Assert.Equal(2, (await run.RecordedAsync(first)).Attempt);
        await run.DoAsync(run.Child(4));
        await run.DoAsync(run.Child(5));
        Assert.Equal(2, (await run.ActionAsync(first)).Attempts.Count);
    }

    [Fact]
    public async Task Two_that_write_to_one_run_in_turn_know_of_each_others_actions()
    {
        await using var one = await SqliteListingFixture.OpenAsync(Path, mostRecent: 4);
        await using var other = await SqliteListingFixture.OpenAsync(Path, mostRecent: 4);
        var run = await TestRun.LaunchAsync(one.Store);
        var same = new TestRun(other.Store, run.Launch);
        for (var number = 1; number <= 12; number++)
        {
            var (first, second) = number % 2 == 0 ? (run, same) : (same, run);
            Assert.Equal(Appended.Taken, await first.DoAsync(run.Child(number)));
            Assert.Equal(Appended.Refused, await second.EndAsync(run.Child(number), Given.Failed()));
        }

        Assert.Equal(12, await one.Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    // Whatever is undone of a batch, by an entry that breaks it, is known no more.
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task Batches_that_break_leave_every_action_once_and_to_be_found(int mostRecent)
    {
        const int Actions = 60;
        await using var one = await SqliteListingFixture.OpenAsync(Path, mostRecent);
        await using var other = await SqliteListingFixture.OpenAsync(Path, mostRecent);
        Execute("CREATE TRIGGER poison BEFORE INSERT ON actions WHEN NEW.task = 'own.poison' BEGIN SELECT RAISE(ABORT, 'poison'); END");
        var run = await TestRun.LaunchAsync(one.Store);
        var same = new TestRun(other.Store, run.Launch);
        var random = new Random(mostRecent);
        for (var round = 0; round < 30; round++)
        {
            var writer = random.Next(3) == 0 ? same : run;
            var pending = new List<Task>();
            for (var entry = 0; entry < 20; entry++)
            {
                var call = run.Child(random.Next(Actions)) with { MayRetry = true, Attempt = random.Next(1, 3) };
                pending.Add(random.Next(10) switch
                {
                    0 => Assert.ThrowsAsync<SqliteException>(() => writer.EndAsync(run.Child(1_000 + round) with { Task = "own.poison" })),
                    < 4 => writer.StartAsync(call),
                    4 => writer.EndAsync(call, Given.Failed()),
                    _ => writer.EndAsync(call),
                });
            }

            await Task.WhenAll(pending);
        }

        Assert.Equal(Count("actions"), Count("(SELECT DISTINCT id FROM actions)"));
        Assert.Equal(Count("actions"), Count("(SELECT DISTINCT id FROM action_numbers JOIN actions USING (no, id))"));
        Assert.InRange(Count("actions"), Actions / 2, Actions);
        for (var number = 0; number < Actions; number++)
        {
            if (await one.Store.FindRecordedAsync(run.Id, run.Child(number).ActionId) is { Outcome: not null })
            {
                Assert.Equal(Appended.Refused, await run.EndAsync(run.Child(number)));
                Assert.Equal(Appended.Refused, await same.EndAsync(run.Child(number)));
            }
        }
    }

    [Fact]
    public async Task Ended_run_has_all_of_its_actions_listed_and_removing_it_takes_them_away()
    {
        await using (var store = await SqlitePlace.OpenAsync(Path))
        {
            var run = await TestRun.LaunchAsync(store.Store);
            await run.DoAsync(run.Child(1));
            await run.DoAsync(run.Child(2));
            await run.DoAsync(run.Root);
            Assert.Equal(0, Count("action_ids"));

            await run.EndRunAsync();

            Assert.Equal(3, Count("action_ids"));
            Assert.Equal(ActionState.Succeeded, (await run.ActionAsync(run.Child(2))).State);
            await store.Store.RemoveOldRunsAsync(new RunRetention { MaxAge = TimeSpan.FromTicks(1) });
        }

        Assert.Equal(0, Count("action_ids"));
    }

    [Fact]
    public async Task Run_that_was_taken_over_has_its_actions_listed_sooner_since_they_are_looked_for_one_by_one()
    {
        await using var store = await SqlitePlace.OpenAsync(Path);
        var run = await TestRun.LaunchAsync(store.Store);
        for (var number = 1; number <= SqliteWriter.MostRecentOfATakenOver; number++)
        {
            await run.DoAsync(run.Child(number));
        }

        Assert.Equal(0, Count("action_ids"));
        await run.ClaimAsync("next");

        await run.DoAsync(run.Child(1_000) with { Epoch = RunLaunch.FirstEpoch + 1 });

        Assert.Equal(SqliteWriter.MostRecentOfATakenOver + 1, Count("action_ids"));
        Assert.Equal(ActionState.Succeeded, (await run.ActionAsync(run.Child(1_000))).State);
    }

    [Fact]
    public async Task Closed_store_has_the_actions_of_runs_that_go_on_listed()
    {
        await using (var store = await SqlitePlace.OpenAsync(Path))
        {
            var run = await TestRun.LaunchAsync(store.Store);
            await run.DoAsync(run.Child(1));
            await run.DoAsync(run.Child(2));
            Assert.Equal(0, Count("action_ids"));
        }

        Assert.Equal(2, Count("action_ids"));
    }

    [Fact]
    public async Task File_of_before_the_list_is_brought_up_to_date_with_its_actions()
    {
        TestRun run;
        await using (var store = await SqlitePlace.OpenAsync(Path))
        {
            run = await TestRun.LaunchAsync(store.Store);
            await run.DoAsync(run.Child(1));
            await run.StartAsync(run.Child(2));
        }

        Execute("DROP VIEW action_numbers; DROP TABLE action_ids; ALTER TABLE runs DROP COLUMN listed; CREATE UNIQUE INDEX actions_id ON actions (run_no, id); PRAGMA user_version = 2");

        await using var again = await SqlitePlace.OpenAsync(Path);
        var same = new TestRun(again.Store, run.Launch);
        Assert.Equal(ActionState.Succeeded, (await same.ActionAsync(run.Child(1))).State);
        Assert.Equal(Appended.Refused, await same.EndAsync(run.Child(1), Given.Failed()));
        Assert.Equal(Appended.Taken, await same.EndAsync(run.Child(2)));
        Assert.Equal(ActionState.Succeeded, (await same.ActionAsync(run.Child(2))).State);
        Assert.Single((await same.ActionAsync(run.Child(2))).Attempts);
    }

    public void Dispose() => _folder.Dispose();

    private long Count(string table)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = $"SELECT count(*) FROM {table}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
