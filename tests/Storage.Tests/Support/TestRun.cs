using Microsoft.Extensions.Logging;
using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>A run in a store, and short ways to record something of it and to read it.</summary>
internal sealed class TestRun(IRunStore store, RunLaunch launch)
{
    public RunId Id => launch.RunId;

    public RunLaunch Launch => launch;

    public ActionCall Root { get; } = launch.ToRootCall();

    /// <summary>A run that was launched; everything that is left out is of no interest to the test.</summary>
    public static async Task<TestRun> LaunchAsync(IRunStore store, RunLaunch? launch = null, string owner = "")
    {
        var run = new TestRun(store, launch ?? Given.Launch());
        await store.AppendAsync(new RunLaunched(run.Launch, owner));
        return run;
    }

    public ActionCall Child(int number) => Given.Child(Root, number);

    public async Task<Appended> StartAsync(ActionCall call, string host = "here", DateTimeOffset? at = null) =>
        await store.AppendAsync(new AttemptStarted(call, host, at ?? Given.Noon));

    /// <summary>Its caller is cancelled while it waits to be tried again.</summary>
    public Task<Appended> CancelWaitingAsync(ActionCall call, DateTimeOffset? at = null) => EndBehindAsync(call, Outcome.Cancelled(), at);

    /// <summary>The action ends behind an attempt that has ended already.</summary>
    public async Task<Appended> EndBehindAsync(ActionCall call, Outcome outcome, DateTimeOffset? at = null) =>
        await store.AppendAsync(new AttemptEnded(call, outcome, at ?? Given.Noon) { WhileWaiting = true });

    public async Task<Appended> EndAsync(ActionCall call, Outcome? outcome = null, DateTimeOffset? at = null) =>
        await store.AppendAsync(new AttemptEnded(call, outcome ?? Given.Succeeded(), at ?? Given.Noon));

    /// <summary>A start and an end.</summary>
    public async Task<Appended> DoAsync(ActionCall call, Outcome? outcome = null)
    {
        await StartAsync(call);
        return await EndAsync(call, outcome);
    }

    public async Task ReportAsync(ActionCall call, string line) => await store.AppendAsync(new ActionReported(call, line, Given.Noon));

    public async Task LogAsync(ActionCall call, LogLevel level, string line) => await store.AppendAsync(new ActionLogged(call, level, line, Given.Noon));

    public async Task WarnAsync(ActionCall call, string message, DateTimeOffset? at = null) =>
        await store.AppendAsync(new RunWarned(call, RunWarningKind.NotDeterministic, message, at ?? Given.Noon));

    public async Task<Appended> EndRunAsync(Outcome? outcome = null, DateTimeOffset? at = null, long epoch = RunLaunch.FirstEpoch) =>
        await store.AppendAsync(new RunEnded(Id, launch.Task, outcome ?? Given.Succeeded(), at ?? Given.Noon, epoch));

    public async Task<RunRecord> RecordAsync() =>
        await store.GetRunAsync(Id) ?? throw new InvalidOperationException($"The run '{Id}' is not recorded.");

    public async Task<ActionRecord> ActionAsync(ActionCall call) =>
        await store.GetActionAsync(Id, call.ActionId) ?? throw new InvalidOperationException($"The action '{call.ActionId}' is not recorded.");

    public async Task<RecordedAction> RecordedAsync(ActionCall call) =>
        await store.FindRecordedAsync(Id, call.ActionId) ?? throw new InvalidOperationException($"The action '{call.ActionId}' is not recorded.");

    /// <summary>As one who would take the run over sees it.</summary>
    public UnfinishedRun Unfinished(long epoch = RunLaunch.FirstEpoch, string? owner = "") => new(Id, launch.Task, owner, epoch);

    public Task<RunClaim?> ClaimAsync(string owner, long epoch = RunLaunch.FirstEpoch) => store.TryClaimAsync(Unfinished(epoch), owner);

    /// <summary>The first events, at most <paramref name="atOnce"/> in one read; waits until they are there.</summary>
    public async Task<List<RunEvent>> EventsAsync(int count, int atOnce = 1000)
    {
        var events = new List<RunEvent>();
        while (events.Count < count)
        {
            Assert.DoesNotContain(events, one => one.Kind == RunEventKind.RunEnded);
            var after = events.Count == 0 ? 0 : events[^1].Sequence;
            await store.WaitForEventAsync(Id, after, CancellationToken.None).Soon($"event {events.Count + 1} of {count} of the run '{Id}'");
            events.AddRange(await store.ReadEventsAsync(Id, after, atOnce));
        }

        return events;
    }

    /// <summary>All events of a run that has ended.</summary>
    public async Task<List<RunEvent>> AllEventsAsync(int atOnce = 1000)
    {
        var events = new List<RunEvent>();
        while (events.Count == 0 || events[^1].Kind != RunEventKind.RunEnded)
        {
            var after = events.Count == 0 ? 0 : events[^1].Sequence;
            await store.WaitForEventAsync(Id, after, CancellationToken.None).Soon($"the end of the run '{Id}' behind event {after}");
            events.AddRange(await store.ReadEventsAsync(Id, after, atOnce));
        }

        return events;
    }
}
