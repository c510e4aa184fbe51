using Microsoft.Extensions.Logging;
using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>The stream of a run's events: in order, each once, and told to who waits.</summary>
public abstract class EventContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Events_tell_what_happened_in_its_order()
    {
        var run = await LaunchedAsync(Given.Launch(at: Given.At(0)), "owner");
        var call = run.Child(1) with { MayRetry = true };
        await run.StartAsync(run.Root, at: Given.At(1));
        await run.StartAsync(call, at: Given.At(2));
        await run.ReportAsync(call, "half way");
        await run.EndAsync(call, Given.Failed("first"), Given.At(3));
        await run.StartAsync(call with { Attempt = 2 }, at: Given.At(4));
        await run.EndAsync(call with { Attempt = 2 }, at: Given.At(5));
        await run.WarnAsync(run.Root, "careful", Given.At(6));
        await run.EndAsync(run.Root, Outcome.Cancelled(), Given.At(7));
        await run.EndRunAsync(Given.Failed("last"), Given.At(8));

        var (root, child) = (run.Root.ActionId, call.ActionId);
        (DateTimeOffset At, RunEventKind Kind, ActionId? ActionId, string Task, int Attempt, ActionState? State, string? Message)[] expected =
        [
            (Given.At(0), RunEventKind.RunLaunched, null, "own.task", 0, null, null),
            (Given.At(1), RunEventKind.AttemptStarted, root, "own.task", 1, ActionState.Running, null),
            (Given.At(2), RunEventKind.AttemptStarted, child, "own.child", 1, ActionState.Running, null),
            (Given.Noon, RunEventKind.Reported, child, "own.child", 1, null, "half way"),
            (Given.At(3), RunEventKind.AttemptEnded, child, "own.child", 1, ActionState.Failed, "InvalidOperationException: first"),
            (Given.At(4), RunEventKind.AttemptStarted, child, "own.child", 2, ActionState.Running, null),
            (Given.At(5), RunEventKind.AttemptEnded, child, "own.child", 2, ActionState.Succeeded, null),
            (Given.At(6), RunEventKind.Warned, root, "own.task", 1, null, "careful"),
            (Given.At(7), RunEventKind.AttemptEnded, root, "own.task", 1, ActionState.Cancelled, null),
            (Given.At(8), RunEventKind.RunEnded, null, "own.task", 0, null, "InvalidOperationException: last"),
        ];
        Assert.Equal(
            expected,
            (await run.AllEventsAsync()).Select(one => (one.At, one.Kind, one.ActionId, one.Task, one.Attempt, one.State, one.Message)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Reading_in_parts_gives_every_event_once_with_rising_numbers(int atOnce)
    {
        var run = await LaunchedAsync();
        for (var number = 1; number <= 20; number++)
        {
            await run.DoAsync(run.Child(number));
            await run.ReportAsync(run.Child(number), $"{number}");
        }

        await run.EndRunAsync();
        var events = await run.AllEventsAsync(atOnce);

        Assert.Equal(62, events.Count);
        Assert.Equal(events.Select(one => one.Sequence).Distinct().Order(), events.Select(one => one.Sequence));
        Assert.True(events[0].Sequence >= 1);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"{number}"), events.Where(one => one.Kind == RunEventKind.Reported).Select(one => one.Message));
        Assert.Empty(await Store.ReadEventsAsync(run.Id, events[^1].Sequence, 100));
    }

    [Fact]
    public async Task Read_of_few_events_gives_no_more_than_asked_for()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1));
        await run.EndRunAsync();

        Assert.Equal(2, (await Store.ReadEventsAsync(run.Id, 0, 2)).Count);
        Assert.Single(await Store.ReadEventsAsync(run.Id, 0, 1));
    }

    [Fact]
    public async Task Started_comes_before_ended_for_actions_that_are_recorded_at_once()
    {
        var run = await LaunchedAsync();
        await Task.WhenAll(Enumerable.Range(1, 100).Select(number => Task.Run(() => run.DoAsync(run.Child(number))))).Soon("the actions");
        await run.EndRunAsync();

        var events = await run.AllEventsAsync(13);
        Assert.Equal(202, events.Count);
        foreach (var ofOne in events.Where(one => one.ActionId is not null).GroupBy(one => one.ActionId))
        {
            Assert.Equal([RunEventKind.AttemptStarted, RunEventKind.AttemptEnded], ofOne.OrderBy(one => one.Sequence).Select(one => one.Kind));
        }
    }

    [Fact]
    public async Task Following_a_run_while_it_is_recorded_misses_nothing()
    {
        var run = await LaunchedAsync();
        var following = Task.Run(() => run.AllEventsAsync(5));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(branch => Task.Run(async () =>
        {
            for (var number = 1; number <= 25; number++)
            {
                await run.DoAsync(run.Child((branch * 100) + number));
            }
        }))).Soon("the branches");
        await run.EndRunAsync();

        var followed = await following.Soon("the follower");

        Assert.Equal(402, followed.Count);
        Assert.Equal(await run.AllEventsAsync(), followed);
    }

    [Fact]
    public async Task Refused_entries_are_no_events()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1));
        await run.StartAsync(run.Child(1));
        await run.EndAsync(run.Child(1), Given.Failed());
        await run.EndRunAsync();
        await run.EndRunAsync();
        await run.DoAsync(run.Child(2));
        await run.ReportAsync(run.Child(2), "too late");
        await run.LogAsync(run.Child(2), LogLevel.Error, "too late");
        await run.WarnAsync(run.Child(2), "too late");

        // A launch behind them is recorded behind them.
        await LaunchedAsync();
        Assert.Empty((await run.RecordAsync()).Warnings);
        Assert.Equal(
            [RunEventKind.RunLaunched, RunEventKind.AttemptStarted, RunEventKind.AttemptEnded, RunEventKind.RunEnded],
            (await Store.ReadEventsAsync(run.Id, 0, 100)).Select(one => one.Kind));
    }

    [Fact]
    public async Task Outcomes_that_were_replaced_stay_in_the_stream()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Failed());
        await run.DoAsync(call with { Attempt = 2 });
        await run.DoAsync(call with { AncestorAttempts = "0:2" });
        await run.EndAsync(run.Child(2), Given.Lost());
        await run.DoAsync(run.Child(3) with { MayRetry = true }, Given.Failed());
        await run.CancelWaitingAsync(run.Child(3));
        await run.EndRunAsync();

        (RunEventKind, ActionId?, int, ActionState?)[] expected =
        [
            (RunEventKind.RunLaunched, null, 0, null),
            (RunEventKind.AttemptStarted, Given.ActionId(1), 1, ActionState.Running),
            (RunEventKind.AttemptEnded, Given.ActionId(1), 1, ActionState.Failed),
            (RunEventKind.AttemptStarted, Given.ActionId(1), 2, ActionState.Running),
            (RunEventKind.AttemptEnded, Given.ActionId(1), 2, ActionState.Succeeded),
            (RunEventKind.AttemptStarted, Given.ActionId(1), 1, ActionState.Running),
            (RunEventKind.AttemptEnded, Given.ActionId(1), 1, ActionState.Succeeded),
            (RunEventKind.AttemptEnded, Given.ActionId(2), 1, ActionState.Lost),
            (RunEventKind.AttemptStarted, Given.ActionId(3), 1, ActionState.Running),
            (RunEventKind.AttemptEnded, Given.ActionId(3), 1, ActionState.Failed),
            (RunEventKind.AttemptEnded, Given.ActionId(3), 1, ActionState.Cancelled),
            (RunEventKind.RunEnded, null, 0, null),
        ];
        Assert.Equal(expected, (await run.AllEventsAsync(3)).Select(one => (one.Kind, one.ActionId, one.Attempt, one.State)));
    }

    [Fact]
    public async Task Long_lines_come_in_several_reads_and_all_of_them_come()
    {
        var run = await LaunchedAsync();
        for (var number = 0; number < 8; number++)
        {
            await run.ReportAsync(run.Root, new string((char)('a' + number), 700_000));
        }

        await run.EndRunAsync();

        Assert.InRange((await Store.ReadEventsAsync(run.Id, 0, 1000)).Count, 1, 9);
        Assert.Equal("abcdefgh", string.Concat((await run.AllEventsAsync()).Where(one => one.Kind == RunEventKind.Reported).Select(one => one.Message![^1])));
    }

    [Fact]
    public async Task Logged_lines_have_their_level_and_no_other_event_has_one()
    {
        var run = await LaunchedAsync();
        LogLevel[] levels = [LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];
        await run.StartAsync(run.Root);
        foreach (var level in levels)
        {
            await run.LogAsync(run.Root with { Attempt = 2 }, level, $"{level}\0 größer");
            await run.ReportAsync(run.Root, "reported");
        }

        await run.WarnAsync(run.Root, "careful");
        await run.EndAsync(run.Root, Given.Failed());
        await run.EndRunAsync();

        var events = await run.AllEventsAsync(3);
        var logged = events.Where(one => one.Kind == RunEventKind.Logged).ToArray();
        Assert.Equal(levels.Cast<LogLevel?>(), logged.Select(one => one.Level));
        Assert.All(logged, one => Assert.Equal((run.Root.ActionId, "own.task", 2, null, Given.Noon), (one.ActionId!.Value, one.Task, one.Attempt, one.State, one.At)));
        Assert.All(logged, one => Assert.Matches("^[A-Z][a-z]+(\0|\uFFFD) größer$", one.Message));
        Assert.All(events.Except(logged), one => Assert.Null(one.Level));
        Assert.Equal([ActionState.Running, ActionState.Failed], events.Select(one => one.State).OfType<ActionState>());
        Assert.Single((await run.RecordAsync()).Warnings);
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_with_the_next_one_or_its_token()
    {
        var run = await LaunchedAsync();
        var last = (await run.EventsAsync(1))[0].Sequence;
        await Store.WaitForEventAsync(run.Id, 0, CancellationToken.None).Soon("the event that was");
        using var cancellation = new CancellationTokenSource();
        var next = Store.WaitForEventAsync(run.Id, last, CancellationToken.None);
        var cancelled = Store.WaitForEventAsync(run.Id, last, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon("the cancelled wait"));
        Assert.False(next.IsCompleted);
        await run.StartAsync(run.Root);
        await next.Soon("the next event");
    }

    [Fact]
    public async Task Waiting_for_an_event_that_an_ended_run_will_never_have_ends_at_once()
    {
        var run = await LaunchedAsync();
        await run.EndRunAsync();

        await Store.WaitForEventAsync(run.Id, 1_000_000, CancellationToken.None).Soon("the end of waiting");
    }

    [Theory]
    [InlineData("start")]
    [InlineData("report")]
    [InlineData("log")]
    [InlineData("warning")]
    [InlineData("claim")]
    [InlineData("end")]
    public async Task Waiting_ends_with_an_event_of_any_kind(string entry)
    {
        var run = await LaunchedAsync();
        var next = Store.WaitForEventAsync(run.Id, (await run.EventsAsync(1))[0].Sequence, CancellationToken.None);
        Assert.False(next.IsCompleted);

        await (entry switch
        {
            "start" => run.StartAsync(run.Root),
            "report" => run.ReportAsync(run.Root, "hello"),
            "log" => run.LogAsync(run.Root, LogLevel.Information, "hello"),
            "warning" => run.WarnAsync(run.Root, "careful"),
            "claim" => run.ClaimAsync("other"),
            _ => (Task)run.EndRunAsync(),
        });

        await next.Soon("the next event");
        Assert.Equal(2, (await run.EventsAsync(2)).Count);
    }
}
