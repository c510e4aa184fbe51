using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Conformance;
using Undercurrent.Records;
using Undercurrent.Storage.Databases;
using Undercurrent.Storage.Journal;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Journal;

public sealed class RunJournalTests
{
    [Fact]
    public async Task What_gathers_during_a_commit_is_committed_together()
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass), out var database);
        var first = End(journal, 0);
        await gate.Entered.Soon("the first commit");
        var rest = Enumerable.Range(1, 500).Select(number => End(journal, number)).ToArray();
        Assert.False(first.IsCompleted || rest.Any(one => one.IsCompleted));

        gate.Open();
        await Task.WhenAll([first, .. rest]).Soon("the outcomes");

        Assert.Equal([1, 500], database.Batches.Select(batch => batch.Length));
        Assert.Equal(Enumerable.Range(0, 501), Numbers(database));
    }

    [Fact]
    public async Task What_nobody_waits_for_is_committed_though_nothing_comes_behind_it()
    {
        var committed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var journal = Open(new FakeDatabase(batch => committed.TrySetResult(batch.Entries.Count)), out _);

        Assert.True(Report(journal, 0).IsCompletedSuccessfully);

        Assert.Equal(1, await committed.Task.Soon("the commit"));
    }

    [Theory]
    [InlineData(10, long.MaxValue)]
    [InlineData(int.MaxValue, 10_000)]
    public async Task While_a_commit_takes_long_those_who_append_wait_for_room_and_nothing_is_lost(int entries, long bytes)
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass), out var database, new JournalOptions { MaxEntries = entries, MaxBytes = bytes });

        // Lines needn't wait for their commit; only for room.
        var lines = new List<Task>();
        for (var number = 0; number < 200; number++)
        {
            lines.Add(Report(journal, number));
        }

        await gate.Entered.Soon("the first commit");
        var taken = lines.Count(line => line.IsCompleted);
        Assert.InRange(taken, 1, 20);
        Assert.All(lines.Skip(taken), line => Assert.False(line.IsCompleted));

        gate.Open();
        await Task.WhenAll(lines).Soon("the lines");
        await journal.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 200), Numbers(database));
    }

    [Fact]
    public async Task Callers_that_wait_their_turn_bound_what_the_journal_holds()
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass), out var database, new JournalOptions { MaxEntries = 10 });
        var appended = 0;
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
            {
                Interlocked.Increment(ref appended);
                await Report(journal, (caller * 1000) + number);
            }
        })).ToArray();
        await gate.Entered.Soon("the first commit");

        // Each caller can have one entry beyond what there is room for.
        Assert.InRange(Volatile.Read(ref appended), 1, 10 + 8 + 1);
        gate.Open();
        await Task.WhenAll(callers).Soon("the callers");
        await journal.DisposeAsync();

        Assert.Equal(800, database.Entries.Count);
        Assert.All(Numbers(database).GroupBy(number => number / 1000), ofCaller => Assert.Equal(ofCaller.Order(), ofCaller));
    }

    [Fact]
    public async Task Database_that_is_away_for_a_while_is_tried_again_and_everything_recorded_once_in_order()
    {
        var away = 5;
        await using var journal = Open(new FakeDatabase(_ => ThrowWhile(Interlocked.Decrement(ref away) >= 0)), out var database);

        var ends = Enumerable.Range(0, 100).Select(number => End(journal, number)).ToArray();

        Assert.All(await Task.WhenAll(ends).Soon("the outcomes"), answer => Assert.Equal(Appended.Taken, answer));
        Assert.Equal(Enumerable.Range(0, 100), Numbers(database));
        Assert.Null(journal.Away);
    }

    [Fact]
    public async Task Launch_that_can_not_be_recorded_in_time_fails_clearly_and_is_not_launched_later()
    {
        var isAway = true;
        await using var journal = Open(new FakeDatabase(_ => ThrowWhile(Volatile.Read(ref isAway))), out var database, new JournalOptions { LaunchLimit = TimeSpan.FromMilliseconds(50) });
        var launch = Given.Launch();
        var outcome = End(journal, 1);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => journal.LaunchAsync(new RunLaunched(launch)).AsTask().Soon("the launch's end"));

        Assert.Contains($"'{launch.RunId}' was not launched", error.Message, StringComparison.Ordinal);
        Assert.Contains("away for the test", error.Message, StringComparison.Ordinal);
        Assert.False(outcome.IsCompleted);
        Volatile.Write(ref isAway, false);
        await outcome.Soon("the outcome");
        await journal.DisposeAsync();

        // A commit of it was tried, so the database is told to take it back in case it came through.
        var launched = database.Entries.ToList().FindIndex(entry => entry is RunLaunched);
        Assert.Equal(-1, launched);
        Assert.All(database.Entries.OfType<LaunchWithdrawn>(), withdrawn => Assert.Equal(launch.RunId, withdrawn.RunId));
    }

    [Fact]
    public async Task Launch_behind_one_that_was_withdrawn_is_recorded()
    {
        var isAway = true;
        await using var journal = Open(new FakeDatabase(_ => ThrowWhile(Volatile.Read(ref isAway))), out var database, new JournalOptions { LaunchLimit = TimeSpan.FromMilliseconds(50) });
        var (withdrawn, taken) = (Given.Launch(), Given.Launch());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => journal.LaunchAsync(new RunLaunched(withdrawn)).AsTask().Soon("the launch's end"));
        Volatile.Write(ref isAway, false);

        // The database may still be waited for; a launch that is refused for that is made again, as its caller would.
        while (await Record.ExceptionAsync(() => journal.LaunchAsync(new RunLaunched(taken)).AsTask()) is StoreUnavailableException)
        {
        }

        Assert.Equal([taken.RunId], database.Entries.OfType<RunLaunched>().Select(launched => launched.RunId));
    }

    [Fact]
    public async Task Batch_is_bounded_as_the_database_wants_and_a_larger_entry_comes_alone()
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass) { MaxBatchBytes = 1_000 }, out var database);
        var first = End(journal, 0);
        await gate.Entered.Soon("the first commit");
        int[] sizes = [400, 500, 300, 5_000, 100, 0];
        var rest = sizes.Select((size, index) => journal.AppendAsync(
            new AttemptEnded(Given.Child(Root, index + 2), Execution.Outcome.Succeeded(new byte[size]), Given.Noon), null, waits: true).AsTask()).ToArray();
        var inputs = Root.Inputs.Length;
        gate.Open();
        await Task.WhenAll([first, .. rest]).Soon("the outcomes");

        Assert.InRange(inputs, 0, 10);
        Assert.Equal([1, 2, 1, 1, 2], database.Batches.Select(batch => batch.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(99)]
    public async Task Entry_that_can_not_be_committed_fails_alone(int poison)
    {
        using var gate = new CommitGate();
        await using var journal = Open(
            new FakeDatabase(batch =>
            {
                gate.Pass(batch);
                if (batch.Entries.Any(entry => NumberOf(entry.Entry) == poison))
                {
                    throw new InvalidOperationException("poison");
                }
            }),
            out var database);
        var first = End(journal, 1000);
        await gate.Entered.Soon("the first commit");
        var ends = Enumerable.Range(0, 100).Select(number => End(journal, number)).ToArray();
        gate.Open();

        Assert.Equal("poison", (await Assert.ThrowsAsync<InvalidOperationException>(() => ends[poison].Soon("the poison"))).Message);
        Assert.All(await Task.WhenAll([first, .. ends.Where((_, number) => number != poison)]).Soon("the others"), answer => Assert.Equal(Appended.Taken, answer));
        Assert.Equal([1000, .. Enumerable.Range(0, 100).Where(number => number != poison)], Numbers(database));
        Assert.Equal(Appended.Taken, await End(journal, 2000).Soon("what comes behind it"));
    }

    [Fact]
    public async Task Closing_commits_what_was_taken_and_takes_nothing_more()
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass), out var database);
        var lines = Enumerable.Range(0, 50).Select(number => Report(journal, number)).ToArray();
        var closing = journal.DisposeAsync().AsTask();
        Assert.Throws<ObjectDisposedException>(() => { _ = End(journal, 99); });
        gate.Open();

        await closing.Soon("the end");
        await Task.WhenAll(lines).Soon("the lines");
        Assert.Equal(Enumerable.Range(0, 50), Numbers(database));
    }

    [Fact]
    public async Task Closing_while_the_database_stays_away_ends_and_tells_who_waits()
    {
        await using var journal = Open(new FakeDatabase(_ => ThrowWhile(true)), out _, new JournalOptions { CloseLimit = TimeSpan.Zero });
        var end = End(journal, 1);

        await journal.DisposeAsync().AsTask().Soon("the end");

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => end.Soon("the outcome"));
        Assert.Contains("was closed while it could not be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_is_done_between_what_was_appended_before_and_behind_it()
    {
        using var gate = new CommitGate();
        await using var journal = Open(new FakeDatabase(gate.Pass), out var database);
        var first = End(journal, 0);
        await gate.Entered.Soon("the first commit");
        var before = End(journal, 1);
        var work = journal.RunAsync(() => database.Entries.Count, CancellationToken.None);
        var behind = End(journal, 2);
        gate.Open();

        Assert.Equal(2, await work.Soon("the work"));
        await Task.WhenAll(first, before, behind).Soon("the outcomes");
    }

    private static RunJournal Open(FakeDatabase made, out FakeDatabase database, JournalOptions? options = null)
    {
        database = made;
        return new RunJournal(made, options ?? new JournalOptions(), NullLogger.Instance, _ => { });
    }

    private static readonly Undercurrent.Execution.ActionCall Root = Given.Launch("journal").ToRootCall();

    private static Task<Appended> End(RunJournal journal, int number) =>
        journal.AppendAsync(new AttemptEnded(Given.Child(Root, number + 1), Given.Succeeded(), Given.Noon), null, waits: true).AsTask();

    private static Task<Appended> Report(RunJournal journal, int number) =>
        journal.AppendAsync(new ActionReported(Given.Child(Root, number + 1), "a line", Given.Noon), null, waits: false).AsTask();

    private static int NumberOf(JournalEntry entry) => entry switch
    {
        AttemptEnded ended => (int)ended.Call.ActionId.Hash - 1,
        ActionReported reported => (int)reported.Call.ActionId.Hash - 1,
        _ => -1,
    };

    private static IEnumerable<int> Numbers(FakeDatabase database) => database.Entries.Select(NumberOf);

    private static void ThrowWhile(bool isAway)
    {
        if (isAway)
        {
            throw new DatabaseAwayException("away for the test", null);
        }
    }
}
