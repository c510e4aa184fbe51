using Undercurrent.Records;

namespace Undercurrent.Conformance;

/// <summary>Following a run from where the connection was lost.</summary>
public abstract class FollowConformance(EngineFixture engine) : ConformanceTests(engine)
{
    /// <summary>Whether the events have numbers that a follower can come back with; when not, all of them come again.</summary>
    protected virtual bool IsNumbered => true;

    [Fact]
    public async Task Following_from_any_event_of_an_ended_run_gives_what_is_behind_it()
    {
        var id = Gate.NewId();
        Gate.Of(id).Open();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        await run.ResultAsync().Soon("the result");
        var all = await EventsAsync(run, 0);

        for (var seen = 1; seen <= all.Count; seen++)
        {
            AssertSame(IsNumbered ? all.Skip(seen) : all, await EventsAsync(run, all[seen - 1].Sequence));
        }

        AssertSame(all, await EventsAsync(run, 0));
    }

    [Fact]
    public async Task Following_again_while_the_run_goes_on_loses_nothing()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        var before = new List<RunEvent>();
        await foreach (var happened in run.FollowAsync())
        {
            before.Add(happened);
            if (happened.Message == "before")
            {
                break;
            }
        }

        var following = EventsAsync(run, before[^1].Sequence);
        Gate.Of(id).Open();
        var behind = await following.Soon("the end of the run's events");

        AssertSame(await EventsAsync(run, 0), IsNumbered ? before.Concat(behind) : behind);
    }

    [Fact]
    public async Task Following_from_a_number_that_the_run_never_reaches_ends_with_the_run()
    {
        var id = Gate.NewId();
        var run = await Runner.StartAsync(RecordTasks.ReportAndWait, id);
        var following = EventsAsync(run, 1_000_000);
        Gate.Of(id).Open();
        var events = await following.Soon("the end of following");

        Assert.Equal(IsNumbered ? 0 : 12, events.Count);
    }

    [Fact]
    public async Task Negative_number_is_refused()
    {
        var run = await Runner.StartAsync(Probe.See);

        Assert.Throws<ArgumentOutOfRangeException>(() => run.FollowAsync(-1));
    }

    private static async Task<List<RunEvent>> EventsAsync(RunHandle run, long after)
    {
        return await ReadAsync().Soon($"the end of the events behind {after}");

        async Task<List<RunEvent>> ReadAsync()
        {
            var events = new List<RunEvent>();
            await foreach (var happened in run.FollowAsync(after))
            {
                events.Add(happened);
            }

            return events;
        }
    }

    // Numbers and all, where there are any to hold on to; else those of one time may come in another order.
    private void AssertSame(IEnumerable<RunEvent> expected, IEnumerable<RunEvent> actual) => Assert.Equal(Comparable(expected), Comparable(actual));

    private IEnumerable<RunEvent> Comparable(IEnumerable<RunEvent> events) => IsNumbered
        ? events
        : events.Select(happened => happened with { Sequence = 0 }).OrderBy(happened => happened.At).ThenBy(happened => happened.ToString(), StringComparer.Ordinal);
}
