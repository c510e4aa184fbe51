using Undercurrent.Conformance;
using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>A launch is taken once, and all of it is in the record.</summary>
public abstract class LaunchContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Launch_is_recorded_with_all_that_was_given()
    {
        var launch = Given.Launch(task: "own.root", at: Given.At(0.1234567), context: Given.Context(("region", "eu"))) with
        {
            Inputs = Given.Json("[1,\"two\"]"),
            Labels = new Dictionary<string, string> { ["team"] = "blue", ["empty"] = "" },
            LaunchedBy = "ada@host",
        };

        var run = await (await LaunchedAsync(launch, "silo1")).RecordAsync();

        Assert.Equal((launch.RunId, "own.root", RunState.Running, "ada@host"), (run.RunId, run.Task, run.State, run.LaunchedBy));
        Assert.Equal((launch.LaunchedAt, null, "silo1", 0, 0L), (run.LaunchedAt, run.EndedAt, run.Owner, run.TakenOver, run.RecordedActions));
        Assert.Equal(launch.Inputs.ToArray(), run.Inputs.ToArray());
        Assert.Equal((launch.Inputs.Length, null, null, null), (run.InputsSize, run.Output, run.OutputSize, run.Failure));
        Assert.Equal(launch.Labels.OrderBy(label => label.Key), run.Labels.OrderBy(label => label.Key));
        Assert.Equal(launch.Context.Entries, run.Context.Entries);
        Assert.Equal(launch.ToRootCall().ActionId, run.RootActionId);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public async Task Launch_at_a_time_of_another_offset_is_at_the_same_instant()
    {
        var at = Given.Noon.ToOffset(TimeSpan.FromHours(-7));

        Assert.Equal(at, (await (await LaunchedAsync(Given.Launch(at: at))).RecordAsync()).LaunchedAt);
    }

    [Fact]
    public async Task Launch_of_a_known_id_is_refused_and_changes_nothing()
    {
        var run = await LaunchedAsync(owner: "first");

        var error = await Assert.ThrowsAsync<RunExistsException>(() => LaunchedAsync(run.Launch with { Task = "own.other", Token = "another" }, "second"));

        Assert.Equal(run.Id, error.RunId);
        Assert.Equal(("own.task", "first"), ((await run.RecordAsync()).Task, (await run.RecordAsync()).Owner));
    }

    [Fact]
    public async Task Launch_of_the_id_of_an_ended_run_is_refused()
    {
        var run = await LaunchedAsync();
        await run.EndRunAsync();

        await Assert.ThrowsAsync<RunExistsException>(() => LaunchedAsync(run.Launch with { Token = "another" }));

        Assert.Equal(RunState.Succeeded, (await run.RecordAsync()).State);
    }

    [Fact]
    public async Task Same_launch_once_more_is_taken_from_the_same_owner_and_happens_once()
    {
        var run = await LaunchedAsync(owner: "owner");
        await run.DoAsync(run.Child(1));

        Assert.Equal(Appended.Taken, await Store.AppendAsync(new RunLaunched(run.Launch, "owner")));
        await run.EndRunAsync();
        Assert.Equal(Appended.Taken, await Store.AppendAsync(new RunLaunched(run.Launch, "owner")));

        Assert.Single(await run.AllEventsAsync(), happened => happened.Kind == RunEventKind.RunLaunched);
        Assert.Equal((RunState.Succeeded, "owner"), ((await run.RecordAsync()).State, (await run.RecordAsync()).Owner));
    }

    [Fact]
    public async Task Same_launch_once_more_is_refused_when_the_run_has_another_owner()
    {
        var run = await LaunchedAsync(owner: "first");
        Assert.Equal(Appended.Refused, await Store.AppendAsync(new RunLaunched(run.Launch, "second")));
        Assert.Equal("first", (await run.RecordAsync()).Owner);

        await run.ClaimAsync("second");
        Assert.Equal(Appended.Refused, await Store.AppendAsync(new RunLaunched(run.Launch, "first")));
        Assert.Equal(Appended.Refused, await Store.AppendAsync(new RunLaunched(run.Launch, "second")));
        Assert.Equal(("second", 1), ((await run.RecordAsync()).Owner, (await run.RecordAsync()).TakenOver));
    }

    [Fact]
    public async Task Same_launch_once_more_is_refused_when_the_run_was_given_up()
    {
        var run = await LaunchedAsync(owner: "first");
        await Store.ReleaseAsync(run.Id, 1, interrupted: false);

        Assert.Equal(Appended.Refused, await Store.AppendAsync(new RunLaunched(run.Launch, "first")));
        Assert.Null((await run.RecordAsync()).Owner);
    }

    [Fact]
    public async Task Same_launch_once_more_is_told_by_another_store_that_has_taken_the_run_over()
    {
        if (!Store.IsShared)
        {
            return;
        }

        await using var other = await Fixture.OpenAsync();
        var run = await LaunchedAsync(owner: "first");
        Assert.Equal(Appended.Taken, await other.AppendAsync(new RunLaunched(run.Launch, "first")));
        await new TestRun(other, run.Launch).ClaimAsync("second");

        Assert.Equal(Appended.Refused, await Store.AppendAsync(new RunLaunched(run.Launch, "first")));
        await Assert.ThrowsAsync<RunExistsException>(async () => await Store.AppendAsync(new RunLaunched(run.Launch with { Token = "another" }, "second")));
    }

    [Fact]
    public async Task Launches_of_one_id_at_once_are_taken_once()
    {
        var id = Given.Unique();
        var tries = Enumerable.Range(0, 32).Select(number => Task.Run(async () =>
        {
            try
            {
                await LaunchedAsync(Given.Launch(id, $"own.task{number}"), $"owner{number}");
                return number;
            }
            catch (RunExistsException)
            {
                return -1;
            }
        }));

        var taken = Assert.Single(await Task.WhenAll(tries).Soon("the launches"), number => number >= 0);

        var run = new TestRun(Store, Given.Launch(id));
        Assert.Equal(($"own.task{taken}", $"owner{taken}"), ((await run.RecordAsync()).Task, (await run.RecordAsync()).Owner));
        Assert.Equal([RunEventKind.RunLaunched], (await Store.ReadEventsAsync(run.Id, 0, 100)).Select(happened => happened.Kind));
    }

    [Fact]
    public async Task Runs_whose_ids_differ_in_case_or_a_wildcard_are_different_runs()
    {
        var id = Given.Unique();
        string[] ids = [$"{id}_a", $"{id}_A", $"{id}xa", $"{id}.a", $"{id}-a"];
        foreach (var one in ids)
        {
            await LaunchedAsync(Given.Launch(one, $"own.{one}"));
        }

        foreach (var one in ids)
        {
            Assert.Equal($"own.{one}", (await Store.GetRunAsync(RunId.Parse(one)))?.Task);
        }
    }

    [Fact]
    public async Task Longest_id_is_taken()
    {
        var id = Given.Unique().PadRight(64, 'x');

        Assert.Equal(id, (await (await LaunchedAsync(Given.Launch(id))).RecordAsync()).RunId.Value);
    }

    [Fact]
    public async Task Unknown_run_is_nothing_to_all_reads()
    {
        var run = RunId.Parse(Given.Unique("unknown"));
        var action = Given.ActionId(1);

        Assert.Null(await Store.GetRunAsync(run));
        Assert.Null(await Store.GetActionAsync(run, action));
        Assert.Null(await Store.FindRecordedAsync(run, action));
        Assert.Empty(await Store.ReadRecordedChildrenAsync(run, action, 10));
        Assert.Equal(0, await Store.CountEndedChildrenAsync(run, action));
        Assert.Equal(([], null), Parts(await Store.GetChildrenAsync(run, null)));
        Assert.Equal(([], null), Parts(await Store.FindActionsAsync(run, new ActionQuery())));
        Assert.Empty(await Store.CountChildrenAsync(run, action));
        Assert.Empty(await Store.ReadEventsAsync(run, 0, 10));
        Assert.Null(await Store.TryClaimAsync(new UnfinishedRun(run, "own.task", "owner", 1), "other"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.WaitForEventAsync(run, 0, CancellationToken.None));
        await Store.WaitForEndAsync(run, CancellationToken.None).Soon("the end of an unknown run");
        await Store.ReleaseAsync(run, 1, interrupted: true);
        await Store.AppendAsync(new RunCancelRequested(run, Given.Noon));
        Assert.Null(await Store.GetRunAsync(run));

        static (ActionId[] Items, string? Next) Parts(Page<ActionRecord> page) => ([.. page.Items.Select(one => one.ActionId)], page.Next);
    }

    [Fact]
    public async Task Unknown_action_of_a_known_run_is_nothing()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Root);

        Assert.Null(await Store.GetActionAsync(run.Id, Given.ActionId(77)));
        Assert.Null(await Store.FindRecordedAsync(run.Id, Given.ActionId(77)));
        Assert.Empty((await Store.GetChildrenAsync(run.Id, Given.ActionId(77))).Items);
    }

    [Fact]
    public async Task Action_is_part_of_its_run_alone()
    {
        var (one, other) = (await LaunchedAsync(), await LaunchedAsync());
        await one.DoAsync(one.Child(1), Given.Succeeded("\"one\""));
        await other.DoAsync(other.Child(1), Given.Succeeded("\"other\""));

        Assert.Equal(Given.Json("\"one\"").ToArray(), (await one.ActionAsync(one.Child(1))).Output?.ToArray());
        Assert.Equal(Given.Json("\"other\"").ToArray(), (await other.ActionAsync(other.Child(1))).Output?.ToArray());
    }

    [Theory]
    [InlineData("succeeded", RunState.Succeeded)]
    [InlineData("failed", RunState.Failed)]
    [InlineData("lost", RunState.Failed)]
    [InlineData("cancelled", RunState.Cancelled)]
    public async Task Run_ends_with_its_outcome_once(string outcome, RunState expected)
    {
        var run = await LaunchedAsync();

        Assert.Equal(Appended.Taken, await run.EndRunAsync(Outcomes.Named(outcome), Given.At(5)));
        Assert.Equal(Appended.Refused, await run.EndRunAsync(Given.Succeeded("2"), Given.At(6)));

        var record = await run.RecordAsync();
        Assert.Equal((expected, Given.At(5)), (record.State, record.EndedAt));
        Assert.Equal(Outcomes.Named(outcome).Failure, record.Failure);
        Assert.Equal(outcome == "succeeded" ? Given.Json("1").ToArray() : null, record.Output?.ToArray());
        Assert.Equal(outcome == "succeeded" ? 1 : null, record.OutputSize);
    }

    [Fact]
    public async Task Run_that_ends_abandons_what_has_no_outcome_and_keeps_the_rest()
    {
        var run = await LaunchedAsync();
        var (running, waiting, done) = (run.Child(1), run.Child(2) with { MayRetry = true }, run.Child(3));
        await run.StartAsync(running);
        await run.DoAsync(waiting, Given.Failed());
        await run.DoAsync(done);
        await run.EndRunAsync(Outcome.Cancelled(), Given.At(9));

        var (first, second, third) = (await run.ActionAsync(running), await run.ActionAsync(waiting), await run.ActionAsync(done));
        Assert.Equal((ActionState.Abandoned, Given.At(9), ActionState.Abandoned, Given.At(9)), (first.State, first.EndedAt, first.Attempts[0].State, first.Attempts[0].EndedAt));
        Assert.Equal((ActionState.Abandoned, Given.At(9), ActionState.Failed, Given.Noon), (second.State, second.EndedAt, second.Attempts[0].State, second.Attempts[0].EndedAt));
        Assert.Equal((ActionState.Succeeded, Given.Noon), (third.State, third.EndedAt));
        Assert.Null((await run.RecordedAsync(running)).Outcome);
        Assert.Equal(2, (await Store.CountChildrenAsync(run.Id, run.Root.ActionId))[ActionState.Abandoned]);
    }
}
