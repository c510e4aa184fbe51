using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Recovery;

/// <summary>A body that runs again is not held up by the reading of what it called before.</summary>
public sealed class RecordedCallsTests
{
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunLaunch _launch = Given.Launch("own.task");
    private TaskHost? _host;

    [Fact]
    public async Task Call_that_was_read_is_answered_while_others_are_read_and_any_other_waits_for_these()
    {
        var calls = await BeginAsync(recorded: 3);

        Assert.NotNull((await calls.FindAsync(Given.Call(_launch, child: 1)).AsTask().Soon("the one that was read"))!.Outcome);
        var (second, unknown) = (calls.FindAsync(Given.Call(_launch, child: 2)).AsTask(), calls.FindAsync(Given.Call(_launch, child: 9)).AsTask());
        Assert.False(second.IsCompleted || unknown.IsCompleted);

        _rest.SetResult();
        Assert.NotNull((await second.Soon("the one that was read later"))!.Outcome);
        Assert.Null(await unknown.Soon("the one that isn't recorded"));
        Assert.True(calls.FindAsync(Given.Call(_launch, child: 3)).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Body_that_ends_before_all_is_read_is_warned_of_what_it_did_not_ask_for()
    {
        var calls = await BeginAsync(recorded: 2);
        await calls.FindAsync(Given.Call(_launch, child: 1));

        var warning = calls.WarnAsync().AsTask();
        Assert.False(warning.IsCompleted);
        _rest.SetResult();
        await warning.Soon("the warning");

        var message = Assert.Single((await _host!.Store.GetRunAsync(_launch.RunId))!.Warnings).Message;
        Assert.Contains(Given.Call(_launch, child: 2).ActionId.ToString(), message, StringComparison.Ordinal);
        Assert.DoesNotContain(Given.Call(_launch, child: 1).ActionId.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_can_not_be_read_fails_the_calls_that_were_not_read_and_the_body()
    {
        var calls = await BeginAsync(recorded: 2);
        _rest.SetException(new InvalidOperationException("unreadable"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => calls.FindAsync(Given.Call(_launch, child: 2)).AsTask().Soon("the call"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => calls.WarnAsync().AsTask().Soon("the body's end"));
        Assert.True(calls.HasMissed);
    }

    [Fact]
    public async Task Body_whose_record_can_not_be_read_does_not_begin_and_nothing_is_left_open()
    {
        var ran = false;
        var task = Given.Environment().Task(() => ran = true, name: "task");
        await BeginAsync(recorded: 2);
        _rest.SetException(new InvalidOperationException("unreadable"));
        var root = _launch.ToRootCall() with { IsReplay = true };

        var outcome = await ExecutingSide.RunAsync(_host!, root, task, waiter: null, CancellationToken.None).Soon("the attempt's end");

        Assert.Equal((OutcomeKind.Failed, "unreadable", false), (outcome.Kind, outcome.Failure!.Message, ran));
        Assert.Empty(_host!.Cancels.Open.Find(root.RunId, root.ActionId));
    }

    // More than are read before the body begins.
    [Theory]
    [InlineData("succeeds", "unreadable")]
    [InlineData("fails", "the body's own")]
    [InlineData("fails because of a call", "unreadable")]
    public async Task Body_that_runs_while_reading_fails_is_closed_and_its_own_failure_stands(string body, string message)
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var environment = Given.Environment();
        var child = environment.Task(() => Task.FromResult(1), name: "child");
        var task = environment.Task(
            async () =>
            {
                began.SetResult();
                await goOn.Task;
                if (body == "fails because of a call")
                {
                    var error = await Assert.ThrowsAsync<InvalidOperationException>(() => child.Run());
                    throw new NonRetryableException("no child", error);
                }

                return body == "fails" ? throw new InvalidOperationException("the body's own") : 1;
            },
            name: "task");
        await BeginAsync(recorded: 3_000, firstOnly: false);
        var root = _launch.ToRootCall() with { IsReplay = true };

        var running = ExecutingSide.RunAsync(_host!, root, task, waiter: null, CancellationToken.None);
        await began.Task.Soon("the body's beginning");
        _rest.SetException(new InvalidOperationException("unreadable"));
        goOn.SetResult();
        var outcome = await running.Soon("the attempt's end");

        Assert.Equal((OutcomeKind.Failed, message), (outcome.Kind, outcome.Failure!.Message));
        Assert.Empty(_host!.Cancels.Open.Find(root.RunId, root.ActionId));
    }

    private async Task<RecordedCalls> BeginAsync(int recorded, bool firstOnly = true)
    {
        var engine = new ScriptedEngine(new TaskCatalog(scanner: null), around: store => new CrashingStore(store) { ReadAtOnce = firstOnly ? 1 : recorded - 1, RestIsRead = _rest.Task });
        _host = engine.Host;
        await _host.Store.AppendAsync(new RunLaunched(_launch, "gone"));
        for (var child = 1; child <= recorded; child++)
        {
            await _host.Store.AppendAsync(Given.Ended(Given.Call(_launch, child)));
        }

        var calls = new RecordedCalls(_host, _launch.ToRootCall(), headStart: 1);
        await calls.BeginAsync().Soon("the beginning");
        return calls;
    }
}
