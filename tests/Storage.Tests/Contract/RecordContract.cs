using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>All that was recorded comes back as it was.</summary>
public abstract class RecordContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private static readonly ContextOrigin Scope = new()
    {
        Kind = ContextOriginKind.Scope,
        RunId = RunId.Parse("other-run"),
        ActionId = Given.ActionId(42, 3),
        Task = "own.parent",
        File = "Own.cs",
        Line = 17,
    };

    [Fact]
    public async Task Action_is_recorded_with_all_of_its_call_and_outcome()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Inputs = Given.Json("[{\"a\":1}]"), Context = Given.Context(("a", "1")), CalledAt = Given.At(0.5) };
        await run.StartAsync(call, "silo1", Given.At(1));
        await run.EndAsync(call, Given.Succeeded("{\"b\":2}"), Given.At(2));

        var action = await run.ActionAsync(call);

        Assert.Equal((run.Id, call.ActionId, run.Root.ActionId, "own.child"), (action.RunId, action.ActionId, action.ParentId, action.Task));
        Assert.Equal((ActionState.Succeeded, Given.At(0.5), Given.At(2)), (action.State, action.CalledAt, action.EndedAt));
        Assert.Equal(("[{\"a\":1}]", "{\"b\":2}"), (Text(action.Inputs), Text(action.Output!.Value)));
        Assert.Equal((9, 7, null), (action.InputsSize, action.OutputSize, action.Failure));
        Assert.Equal([new AttemptRecord(1, "", "silo1", ActionState.Succeeded, Given.At(1), Given.At(2), null)], action.Attempts);
    }

    [Fact]
    public async Task Root_has_no_parent_and_is_the_child_of_none()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Root);
        await run.DoAsync(run.Child(1));

        Assert.Null((await run.ActionAsync(run.Root)).ParentId);
        Assert.Equal([run.Root.ActionId], (await Store.GetChildrenAsync(run.Id, null)).Items.Select(action => action.ActionId));
    }

    [Fact]
    public async Task Context_of_a_run_has_its_origins_what_they_overrode_and_what_was_removed()
    {
        var context = ScopedContext();

        var run = await (await LaunchedAsync(Given.Launch(context: context))).RecordAsync();

        AssertSame(context, run.Context);
        AssertSame(context, (await Store.FindRunsAsync(new RunQuery { Context = new Dictionary<string, string> { ["region"] = "us" } })).Items[0].Context);
    }

    [Fact]
    public async Task Context_of_an_action_has_its_origins_what_they_overrode_and_what_was_removed()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Context = ScopedContext() };
        await run.DoAsync(call);
        await run.StartAsync(run.Child(2) with { Context = ScopedContext() });

        AssertSame(call.Context, (await run.ActionAsync(call)).Context);
        AssertSame(call.Context, (await run.ActionAsync(run.Child(2))).Context);
        Assert.All((await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items, child => AssertSame(call.Context, child.Context));
    }

    [Fact]
    public async Task Contexts_of_equal_content_and_other_origins_are_told_apart()
    {
        var run = await LaunchedAsync();
        var byLaunch = Given.Context(("a", "1"));
        var byScope = ContextMerge.Apply(CustomContext.Empty, [("a", "1")], Scope);
        var (one, other) = (run.Child(1) with { Context = byLaunch }, run.Child(2) with { Context = byScope });
        await run.DoAsync(one);
        await run.DoAsync(other);

        AssertSame(byLaunch, (await run.ActionAsync(one)).Context);
        AssertSame(byScope, (await run.ActionAsync(other)).Context);
    }

    [Fact]
    public async Task Contexts_keep_the_order_of_their_keys()
    {
        var run = await LaunchedAsync(Given.Launch(context: Given.Context(("z", "1"), ("a", "2"), ("m", "3"))));

        Assert.Equal(["z", "a", "m"], (await run.RecordAsync()).Context.Keys);
    }

    [Fact]
    public async Task Failure_of_an_action_and_of_a_run_has_its_causes_and_who_passed_it_on()
    {
        var failure = WholeFailure();
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Outcome.Failed(failure));
        await run.EndRunAsync(Outcome.Failed(failure));

        Assert.Equal(failure, (await run.ActionAsync(run.Child(1))).Failure);
        Assert.Equal(failure, (await run.ActionAsync(run.Child(1))).Attempts[0].Failure);
        Assert.Equal(failure, (await run.RecordedAsync(run.Child(1))).Outcome?.Failure);
        Assert.Equal(failure, (await run.RecordAsync()).Failure);
        Assert.Equal(failure.ToString(), (await run.RecordAsync()).Failure?.ToString());
    }

    [Fact]
    public async Task Attempts_are_listed_as_they_were_recorded()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.StartAsync(call, "silo1", Given.At(1));
        await run.EndAsync(call, Given.Failed("1st"), Given.At(2));
        await run.EndAsync(call with { Attempt = 2 }, Given.Lost("2nd"), Given.At(3));
        await run.StartAsync(call with { Attempt = 3, LostAttempts = 1 }, "silo3", Given.At(4));
        await run.EndAsync(call with { Attempt = 3, LostAttempts = 1, MayRetry = false }, Given.Failed("3rd"), Given.At(5));

        var action = await run.ActionAsync(call);
        Assert.Equal(
            [
                new AttemptRecord(1, "", "silo1", ActionState.Failed, Given.At(1), Given.At(2), Given.Failure("1st")),
                new AttemptRecord(2, "", null, ActionState.Lost, null, Given.At(3), Given.Failure("2nd")),
                new AttemptRecord(3, "", "silo3", ActionState.Failed, Given.At(4), Given.At(5), Given.Failure("3rd")),
            ],
            action.Attempts);
        Assert.Equal((ActionState.Failed, "3rd", Given.At(5)), (action.State, action.Failure?.Message, action.EndedAt));
        Assert.Equal((3, 1, "silo3"), ((await run.RecordedAsync(call)).Attempt, (await run.RecordedAsync(call)).LostAttempts, (await run.RecordedAsync(call)).Host));
        Assert.Equal(3, Assert.Single((await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items).Attempts.Count);
    }

    [Fact]
    public async Task Action_that_is_called_again_keeps_the_time_of_its_first_call()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1));
        await run.DoAsync(run.Child(1) with { AncestorAttempts = "0:2", CalledAt = Given.At(99) });

        Assert.Equal(Given.At(1), (await run.ActionAsync(run.Child(1))).CalledAt);
    }

    [Fact]
    public async Task Recorded_outcome_is_the_one_that_was_taken()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Child(1), "silo1");
        await run.EndAsync(run.Child(1), Given.Succeeded("\"value\""), Given.At(2));

        var recorded = await run.RecordedAsync(run.Child(1));
        Assert.Equal((run.Child(1).ActionId, "own.child", ""), (recorded.ActionId, recorded.Task, recorded.AncestorAttempts));
        Assert.Equal((ActionState.Succeeded, 1, 0, null, null), (recorded.State, recorded.Attempt, recorded.LostAttempts, recorded.Host, recorded.EndedAt));
        Assert.Equal((OutcomeKind.Succeeded, "\"value\"", false), (recorded.Outcome!.Kind, Text(recorded.Outcome.Value), recorded.IsApart));

        await run.StartAsync(run.Child(2), "silo1");
        await run.EndAsync(run.Child(2), Given.Failed("broke"), Given.At(2));
        var failed = await run.RecordedAsync(run.Child(2));
        Assert.Equal((ActionState.Failed, "silo1", Given.At(2)), (failed.State, failed.Host, failed.EndedAt));
    }

    [Fact]
    public async Task Details_of_an_action_are_recorded_with_its_outcome()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Group = "shard 1" };
        var source = new ActionSource(RunId.Parse("another"), Given.ActionId(7, 1));
        await run.StartAsync(call);
        await run.EndAsync(call, Given.Succeeded() with { Details = new ActionDetails { Reads = ["a", "b"], DependsOn = ["a"], Source = source } });
        await run.DoAsync(run.Child(2));

        var (action, recorded) = (await run.ActionAsync(call), await run.RecordedAsync(call));
        Assert.Equal(("shard 1", source), (action.Group, action.Source));
        Assert.Equal(["a", "b"], action.Reads);
        Assert.Equal(["a"], recorded.Details!.DependsOn);
        Assert.Null((await run.RecordedAsync(run.Child(2))).Details);
        Assert.Empty((await run.ActionAsync(run.Child(2))).Reads);
    }

    [Fact]
    public async Task Recorded_children_are_all_that_an_action_called_and_no_more_than_asked_for()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Root);
        for (var number = 1; number <= 5; number++)
        {
            await run.DoAsync(run.Child(number), Given.Succeeded($"{number}"));
        }

        await run.StartAsync(run.Child(6));
        await run.DoAsync(Given.Child(run.Child(1), 7));

        var children = await Store.ReadRecordedChildrenAsync(run.Id, run.Root.ActionId, 100);
        Assert.Equal(Enumerable.Range(1, 6).Select(number => Given.ActionId(number)), children.Select(child => child.ActionId).OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.Equal("5", Text(children.Single(child => child.ActionId == Given.ActionId(5)).Outcome!.Value));
        Assert.Null(children.Single(child => child.ActionId == Given.ActionId(6)).Outcome);
        Assert.Equal(3, (await Store.ReadRecordedChildrenAsync(run.Id, run.Root.ActionId, 3)).DistinctBy(child => child.ActionId).Count());
        Assert.Equal(5, await Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));
    }

    [Fact]
    public async Task Warnings_are_kept_in_order_with_the_run_and_left_out_of_lists()
    {
        var run = await LaunchedAsync(Given.Launch(task: Given.Unique("warned.task")));
        await run.WarnAsync(run.Root, "first", Given.At(1));
        await run.WarnAsync(run.Child(1), "second", Given.At(2));
        await run.EndRunAsync();

        Assert.Equal(
            [
                new RunWarning(RunWarningKind.NotDeterministic, run.Root.ActionId, run.Launch.Task, "first", Given.At(1)),
                new RunWarning(RunWarningKind.NotDeterministic, run.Child(1).ActionId, "own.child", "second", Given.At(2)),
            ],
            (await run.RecordAsync()).Warnings);
        Assert.Empty(Assert.Single((await Store.FindRunsAsync(new RunQuery { Task = run.Launch.Task })).Items).Warnings);
    }

    private static CustomContext ScopedContext() => ContextMerge.Apply(
        Given.Context(("region", "eu"), ("experiment", "v1"), ("empty", ""), ("gone", "soon")),
        [("region", "us"), ContextChange.Remove("gone"), ("added", "later")],
        Scope);

    private static TaskFailure WholeFailure() => new()
    {
        Type = "Own.OuterException",
        Message = "outer",
        StackTrace = "   at Own.Method()\n   at Own.Other()",
        Task = "own.child",
        ActionId = Given.ActionId(1, 2),
        Attempt = 3,
        Cause = new TaskFailure { Type = "Own.MiddleException", Message = "", Cause = Given.Failure("root") },
        PassedOnBy = ["own.parent", "own.root"],
    };

    private static void AssertSame(CustomContext expected, CustomContext actual)
    {
        Assert.Equal(expected.Entries, actual.Entries);
        Assert.Equal(expected.Removed, actual.Removed);
        Assert.Equal(expected.SizeInBytes, actual.SizeInBytes);
    }

    private static string Text(ReadOnlyMemory<byte> json) => System.Text.Encoding.UTF8.GetString(json.Span);
}
