using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>A server that has lost or forgotten what the journal knows to be there, and one that lets nobody in.</summary>
public sealed class PostgresWriterTests
{
    [Theory]
    [InlineData("UPDATE journal_writers SET batch = 0")]
    [InlineData("UPDATE journal_writers SET batch = batch - 1")]
    [InlineData("DELETE FROM journal_writers")]
    public async Task Entries_are_recorded_also_when_the_journals_row_is_not_as_it_left_it(string change)
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var store = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store);
        for (var number = 1; number <= 5; number++)
        {
            await run.DoAsync(run.Child(number));
        }

        await PostgresServer.ExecuteAsync(place.ConnectionString, change);
        Assert.Equal(Appended.Taken, await run.DoAsync(run.Child(6)).Soon("the outcome"));
        await PostgresServer.ExecuteAsync(place.ConnectionString, change);
        await Task.WhenAll(Enumerable.Range(7, 100).Select(number => run.DoAsync(run.Child(number)))).Soon("the outcomes");

        Assert.Equal(106, await store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
        var second = await TestRun.LaunchAsync(store);
        Assert.Equal(RunState.Running, (await second.RecordAsync()).State);
    }

    [Fact]
    public async Task Journal_that_was_idle_for_long_writes_on_when_others_have_removed_its_row()
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var idle = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(idle);
        await PostgresServer.ExecuteAsync(place.ConnectionString, "UPDATE journal_writers SET wrote_at = now() - interval '31 days'");
        await using var other = await place.OpenAsync();
        await TestRun.LaunchAsync(other);

        await run.DoAsync(run.Child(1)).Soon("the outcome");

        Assert.Equal(1, await other.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    [Fact]
    public async Task Silos_that_remove_old_runs_at_once_leave_nothing()
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var first = await place.OpenAsync();
        await using var second = await place.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 150).Select(async number =>
        {
            var run = await TestRun.LaunchAsync(number % 2 == 0 ? first : second, Given.Launch(context: Given.Context(("key", "value"))));
            await Task.WhenAll(Enumerable.Range(1, 20).Select(child => run.DoAsync(run.Child(child))));
            await run.EndRunAsync();
        }));

        var retention = new RunRetention { MaxAge = null, MaxRuns = 0 };
        var removed = await Task.WhenAll(first.RemoveOldRunsAsync(retention), second.RemoveOldRunsAsync(retention)).Soon("the removal");
        await first.RemoveOldRunsAsync(retention);

        Assert.Equal(150, removed.Sum());
        foreach (var table in (string[])["runs", "run_details", "run_marks", "actions", "attempts", "events", "payloads", "contexts", "context_marks", "removals"])
        {
            Assert.Equal(0L, await PostgresServer.CountAsync(place.ConnectionString, table));
        }
    }

    // 55000 (no connections allowed), 3D000 (no such database).
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_that_refuses_to_connect_is_waited_for_and_no_entry_is_refused(bool isRenamed)
    {
        await using var place = await PostgresPlace.CreateAsync();
        await using var store = await place.OpenAsync();
        var run = await TestRun.LaunchAsync(store);
        await run.DoAsync(run.Child(1));

        var name = place.Database;
        await ServerAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ServerAsync($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'");
        await ServerAsync(isRenamed ? $"ALTER DATABASE {name} RENAME TO {name}_away" : "SELECT 1");
        var outcomes = Enumerable.Range(2, 50).Select(number => run.DoAsync(run.Child(number))).ToArray();
        await ServerAsync("SELECT pg_sleep(0.3)");
        Assert.All(outcomes, outcome => Assert.False(outcome.IsCompleted));
        await ServerAsync(isRenamed ? $"ALTER DATABASE {name}_away RENAME TO {name}" : "SELECT 1");
        await ServerAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");

        Assert.All(await Task.WhenAll(outcomes).Soon("the outcomes"), answer => Assert.Equal(Appended.Taken, answer));
        Assert.Equal(51, await store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));

        static Task ServerAsync(string sql) => PostgresServer.ExecuteAsync(PostgresServer.ConnectionString, sql);
    }
}
