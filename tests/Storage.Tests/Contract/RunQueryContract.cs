using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Runs are found by any of their conditions, and by all of those that are set.</summary>
public abstract class RunQueryContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    // Every test has a task of its own, so that it finds its own runs only.
    private readonly string _task = Given.Unique("own.task");

    [Fact]
    public async Task State_is_that_of_now()
    {
        var runs = new Dictionary<RunState, RunId>();
        foreach (var state in Enum.GetValues<RunState>())
        {
            var run = await LaunchAsync(0);
            runs.Add(state, run.Id);
            await (state switch
            {
                RunState.Succeeded => run.EndRunAsync(),
                RunState.Failed => run.EndRunAsync(Given.Failed()),
                RunState.Cancelled => run.EndRunAsync(Outcome.Cancelled()),
                RunState.Interrupted => Store.ReleaseAsync(run.Id, 1, interrupted: true),
                _ => Task.CompletedTask,
            });
        }

        foreach (var (state, id) in runs)
        {
            var found = Assert.Single((await FindAsync(new RunQuery { State = state })).Items);
            Assert.Equal((id, state), (found.RunId, found.State));
        }
    }

    [Fact]
    public async Task State_without_any_other_condition_finds_the_newest_of_it()
    {
        await using var place = await Fixture.CreatePlaceAsync();
        await using var store = await place.OpenAsync();
        for (var number = 0; number < 6; number++)
        {
            var run = await TestRun.LaunchAsync(store, Given.Launch($"run{number}", at: Given.At(number)));
            await (number % 2 == 0 ? run.EndRunAsync() : run.EndRunAsync(Given.Failed()));
        }

        Assert.Equal(["run5", "run3", "run1"], (await store.FindRunsAsync(new RunQuery { State = RunState.Failed })).Items.Select(run => run.RunId.Value));
        Assert.Empty((await store.FindRunsAsync(new RunQuery { State = RunState.Running })).Items);
        Assert.Equal(6, (await store.FindRunsAsync(new RunQuery())).Items.Count);
    }

    [Fact]
    public async Task Task_is_the_roots_whole_name()
    {
        var run = await LaunchAsync(0);
        await LaunchedAsync(Given.Launch(task: $"{_task}.more"));
        await LaunchedAsync(Given.Launch(task: _task.ToUpperInvariant()));
        await run.DoAsync(run.Child(1) with { Task = $"{_task}.child" });

        Assert.Equal([run.Id], (await FindAsync(new RunQuery())).Items.Select(one => one.RunId));
        Assert.Empty((await Store.FindRunsAsync(new RunQuery { Task = $"{_task}.child" })).Items);
    }

    [Fact]
    public async Task Labels_must_all_be_there_with_their_values()
    {
        var both = await LaunchAsync(0, labels: [("team", "blue"), ("urgent", "yes")]);
        var one = await LaunchAsync(1, labels: [("team", "blue"), ("urgent", "no")]);
        var other = await LaunchAsync(2, labels: [("team", "Blue")]);
        await LaunchAsync(3, labels: [("teams", "blue")]);
        await LaunchAsync(4, labels: [("blue", "team")]);

        Assert.Equal([one.Id, both.Id], await LabelledAsync(("team", "blue")));
        Assert.Equal([both.Id], await LabelledAsync(("team", "blue"), ("urgent", "yes")));
        Assert.Equal([other.Id], await LabelledAsync(("team", "Blue")));
        Assert.Empty(await LabelledAsync(("team", "")));
        Assert.Empty(await LabelledAsync(("team", "blue"), ("missing", "")));
        Assert.Equal(5, (await LabelledAsync()).Length);

        Task<RunId[]> LabelledAsync(params (string Key, string Value)[] labels) => IdsAsync(new RunQuery { Labels = labels.ToDictionary() });
    }

    [Theory]
    [InlineData(null, null, "4,3,2,1,0")]
    [InlineData(1.0, null, "4,3,2,1")]
    [InlineData(null, 3.0, "2,1,0")]
    [InlineData(1.0, 3.0, "2,1")]
    [InlineData(1.5, 3.5, "3,2")]
    [InlineData(2.0, 2.0, "")]
    [InlineData(-5.0, 99.0, "4,3,2,1,0")]
    public async Task Time_is_from_the_first_to_before_the_second(double? from, double? before, string expected)
    {
        var runs = new List<RunId>();
        for (var second = 0; second < 5; second++)
        {
            runs.Add((await LaunchAsync(second)).Id);
        }

        var found = await IdsAsync(new RunQuery
        {
            LaunchedFrom = from is { } first ? Given.At(first).ToOffset(TimeSpan.FromHours(5)) : null,
            LaunchedBefore = before is { } second1 ? Given.At(second1) : null,
        });

        Assert.Equal(expected, string.Join(',', found.Select(id => runs.IndexOf(id))));
    }

    [Fact]
    public async Task Context_is_by_default_that_of_the_launch()
    {
        var atLaunch = await LaunchAsync(0, Given.Context(("region", "eu"), ("experiment", "v1")));
        var below = await LaunchAsync(1, Given.Context(("region", "us")));
        await below.DoAsync(below.Child(1) with { Context = Given.Context(("region", "eu")) });
        await LaunchAsync(2, Given.Context(("regions", "eu")));

        Assert.Equal([atLaunch.Id], await WithAsync(false, ("region", "eu")));
        Assert.Equal([atLaunch.Id], await WithAsync(false, ("region", "eu"), ("experiment", "v1")));
        Assert.Empty(await WithAsync(false, ("region", "eu"), ("experiment", "v2")));
        Assert.Equal([below.Id, atLaunch.Id], await WithAsync(true, ("region", "eu")));
    }

    [Fact]
    public async Task Context_in_any_action_is_found_wherever_it_is_also_when_the_action_only_started()
    {
        var started = await LaunchAsync(0);
        await started.StartAsync(started.Child(1) with { Context = Given.Context(("k", "v")) });
        var ended = await LaunchAsync(1);
        await ended.EndAsync(Given.Child(ended.Child(1), 2) with { Context = Given.Context(("k", "v")) });
        var overridden = await LaunchAsync(2, Given.Context(("k", "v")));
        await overridden.DoAsync(overridden.Root with { Context = Given.Context(("k", "other")) });
        var other = await LaunchAsync(3, Given.Context(("k", "other")));

        Assert.Equal([overridden.Id, ended.Id, started.Id], await WithAsync(true, ("k", "v")));
        Assert.Equal([other.Id, overridden.Id], await WithAsync(true, ("k", "other")));
        Assert.Empty(await WithAsync(true, ("k", "none")));
    }

    [Fact]
    public async Task Keys_in_any_action_may_each_be_found_in_another()
    {
        var run = await LaunchAsync(0, Given.Context(("a", "1")));
        await run.DoAsync(run.Child(1) with { Context = Given.Context(("a", "2")) });
        await run.DoAsync(run.Child(2) with { Context = Given.Context(("b", "1")) });

        Assert.Equal([run.Id], await WithAsync(true, ("a", "2"), ("b", "1")));
        Assert.Empty(await WithAsync(true, ("a", "2"), ("b", "2")));
    }

    [Fact]
    public async Task Context_of_what_a_key_overrode_or_of_what_was_removed_is_not_found()
    {
        var context = ContextMerge.Apply(Given.Context(("k", "old"), ("gone", "v")), [("k", "new"), ContextChange.Remove("gone")], Given.ByAda);
        var run = await LaunchAsync(0, context);

        Assert.Equal([run.Id], await WithAsync(true, ("k", "new")));
        Assert.Empty(await WithAsync(true, ("k", "old")));
        Assert.Empty(await WithAsync(true, ("gone", "v")));
    }

    [Fact]
    public async Task Conditions_hold_all_together()
    {
        var wanted = await LaunchAllAsync(5, "blue", "eu", "disk is full");
        await LaunchAllAsync(6, "red", "eu", "disk is full");
        await LaunchAllAsync(5, "blue", "us", "disk is full");
        await LaunchAllAsync(5, "blue", "eu", "disk is broken");
        await LaunchAllAsync(50, "blue", "eu", "disk is full");
        await LaunchAllAsync(5, "blue", "eu", null);
        var query = new RunQuery
        {
            State = RunState.Failed,
            Labels = new Dictionary<string, string> { ["team"] = "blue" },
            Context = new Dictionary<string, string> { ["region"] = "eu" },
            ErrorText = "full disk",
            LaunchedFrom = Given.At(1),
            LaunchedBefore = Given.At(10),
        };

        Assert.Equal([wanted.Id], await IdsAsync(query));
        Assert.Equal([wanted.Id], await IdsAsync(query with { InAnyAction = true }));
        Assert.Equal([wanted.Id], await IdsAsync(query with { State = null }));
        Assert.Empty(await IdsAsync(query with { State = RunState.Running }));
        Assert.Equal(2, (await IdsAsync(query with { LaunchedBefore = null })).Length);
        Assert.Equal(2, (await IdsAsync(query with { ErrorText = "disk" })).Length);
        Assert.Equal(2, (await IdsAsync(query with { Labels = null })).Length);
        Assert.Equal(2, (await IdsAsync(query with { Context = null })).Length);
    }

    private async Task<TestRun> LaunchAllAsync(int second, string team, string region, string? error)
    {
        var run = await LaunchAsync(second, Given.Context(("region", region)), ("team", team));
        await run.EndRunAsync(error is null ? Given.Succeeded() : Given.Failed(error));
        return run;
    }

    private Task<TestRun> LaunchAsync(int second, CustomContext? context = null, params (string Key, string Value)[] labels) =>
        LaunchedAsync(Given.Launch(task: _task, at: Given.At(second), context: context) with { Labels = labels.ToDictionary() });

    private Task<RunId[]> WithAsync(bool inAnyAction, params (string Key, string Value)[] context) =>
        IdsAsync(new RunQuery { Context = context.ToDictionary(), InAnyAction = inAnyAction });

    private async Task<RunId[]> IdsAsync(RunQuery query) => [.. (await FindAsync(query)).Items.Select(run => run.RunId)];

    private Task<Page<RunRecord>> FindAsync(RunQuery query) => Store.FindRunsAsync(query with { Task = _task });
}
