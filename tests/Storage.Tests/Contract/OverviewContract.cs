using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>What is told of many actions at once: counts by any query, the slowest, the contexts.</summary>
public abstract class OverviewContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Counts_are_those_of_what_is_found_by_the_same_query()
    {
        var run = await FilledAsync();
        ActionQuery[] queries =
        [
            new(),
            new() { State = ActionState.Failed },
            new() { State = ActionState.Succeeded },
            new() { State = ActionState.Running },
            new() { Task = "own.child" },
            new() { Task = "own.child", State = ActionState.Failed },
            new() { ParentId = run.Root.ActionId },
            new() { ParentId = run.Root.ActionId, State = ActionState.Succeeded },
            new() { ParentId = run.Root.ActionId, State = ActionState.Failed, Task = "own.child" },
            new() { ParentId = Given.ActionId(1) },
            new() { ParentId = Given.ActionId(99) },
            new() { Context = new Dictionary<string, string> { ["a"] = "1" } },
            new() { Context = new Dictionary<string, string> { ["a"] = "1" }, ParentId = Given.ActionId(1) },
            new() { Context = new Dictionary<string, string>() },
            new() { ErrorText = "badly" },
            new() { ErrorText = "badly", ParentId = run.Root.ActionId },
            new() { ErrorText = "%" },
            new() { Reads = "k" },
            new() { Reads = "k", ErrorText = "badly" },
            new() { Reads = "k", ParentId = run.Root.ActionId, State = ActionState.Succeeded },
            new() { Reads = "k", Context = new Dictionary<string, string> { ["a"] = "1" } },
            new() { Reads = "" },
        ];

        foreach (var query in queries)
        {
            // The page says nothing of the counts.
            var found = (await Store.FindActionsAsync(run.Id, query)).Items;
            var counts = await Store.CountActionsAsync(run.Id, query with { Page = new PageRequest { Size = 1, After = "1~none" } });
            Assert.Equal(
                (query, string.Join(", ", found.CountBy(action => action.State).OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))),
                (query, string.Join(", ", counts.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))));
        }

        Assert.Equal(
            [(ActionState.Running, 1), (ActionState.Succeeded, 3), (ActionState.Failed, 2)],
            (await Store.CountActionsAsync(run.Id, new ActionQuery())).OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Empty(await Store.CountActionsAsync(RunId.Parse(Given.Unique()), new ActionQuery()));
    }

    [Fact]
    public async Task Slowest_children_are_those_that_ended_by_the_time_from_call_to_end()
    {
        var run = await LaunchedAsync();
        await run.EndAsync(run.Child(1), at: Given.At(1 + 5));
        await run.EndAsync(run.Child(2), Given.Failed(), Given.At(2 + 9));
        await run.EndAsync(run.Child(3), Outcome.Cancelled(), Given.At(3 + 7));
        await run.StartAsync(run.Child(4), at: Given.At(-1000));
        await run.EndAsync(run.Child(5), at: Given.At(5 + 5));
        await run.EndAsync(run.Child(6) with { MayRetry = true }, Given.Failed(), Given.At(6 + 100));
        await run.EndAsync(Given.Child(run.Child(1), 7), at: Given.At(1000));

        // Of equally long ones the earlier call.
        Assert.Equal([2, 3, 1, 5], await SlowestAsync(run.Root.ActionId, 100));
        Assert.Equal([2, 3, 1], await SlowestAsync(run.Root.ActionId, 3));
        Assert.Equal([7], await SlowestAsync(Given.ActionId(1), 1));
        Assert.Empty(await SlowestAsync(Given.ActionId(7), 10));
        Assert.Empty(await SlowestAsync(null, 10));
        Assert.Empty(await Store.GetSlowestChildrenAsync(RunId.Parse(Given.Unique()), null, 10));

        await run.EndAsync(run.Root, at: Given.At(2000));
        Assert.Equal(run.Root.ActionId, Assert.Single(await Store.GetSlowestChildrenAsync(run.Id, null, 10)).ActionId);

        async Task<IEnumerable<int>> SlowestAsync(ActionId? parent, int count) =>
            (await Store.GetSlowestChildrenAsync(run.Id, parent, count)).Select(action => (int)action.ActionId.Hash);
    }

    [Fact]
    public async Task Slowest_child_is_listed_as_in_a_page()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Context = Given.Context(("a", "1")), MayRetry = true, Inputs = Given.JsonOfSize(70_000) };
        await run.DoAsync(call, Given.Failed("first"));
        await run.DoAsync(call with { Attempt = 2 }, Given.Succeeded("[2]"));

        Assert.Equal(
            Described.Of(Assert.Single((await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items)),
            Described.Of(Assert.Single(await Store.GetSlowestChildrenAsync(run.Id, run.Root.ActionId, 1))));
    }

    [Fact]
    public async Task Large_payloads_make_the_list_of_the_slowest_shorter()
    {
        var run = await LaunchedAsync();
        for (var number = 1; number <= 100; number++)
        {
            await run.EndAsync(run.Child(number) with { Inputs = Given.JsonOfSize(60_000) }, Outcome.Succeeded(Given.JsonOfSize(60_000)), Given.At(1000));
        }

        var slowest = await Store.GetSlowestChildrenAsync(run.Id, run.Root.ActionId, 100);
        Assert.InRange(slowest.Count, 1, 90);
        Assert.Equal(Enumerable.Range(1, slowest.Count).Select(number => Given.ActionId(number)), slowest.Select(action => action.ActionId));
    }

    [Theory]
    [InlineData(0, "1 to 100")]
    [InlineData(101, "1 to 100")]
    [InlineData(-1, "1 to 100")]
    public async Task Number_of_slowest_out_of_range_is_refused(int count, string allowed) =>
        Assert.Contains(allowed, (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Store.GetSlowestChildrenAsync(RunId.Parse("any"), null, count))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "1 to 1,000")]
    [InlineData(1001, "1 to 1,000")]
    public async Task Number_of_contexts_out_of_range_is_refused(int max, string allowed) =>
        Assert.Contains(allowed, (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Store.GetContextsAsync(RunId.Parse("any"), max))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Contexts_come_once_with_the_number_of_their_actions_the_most_used_first()
    {
        var (launch, scope) = (Given.Context(("a", "1")), Given.Context(("a", "2"), ("b", "3")));
        var run = await LaunchedAsync(Given.Launch(context: launch));
        await run.StartAsync(run.Root);
        for (var number = 1; number <= 3; number++)
        {
            // An object of its own each, as from another host; tried twice.
            var call = run.Child(number) with { Context = Given.Context(("a", "2"), ("b", "3")), MayRetry = true };
            await run.DoAsync(call, Given.Failed());
            await run.DoAsync(call with { Attempt = 2 });
        }

        await run.StartAsync(run.Child(4) with { Context = launch });
        await run.DoAsync(run.Child(5) with { Context = ContextMerge.Apply(CustomContext.Empty, [("a", "1")], ContextOrigin.Launch("bob")) });

        var contexts = await Store.GetContextsAsync(run.Id, 1000);
        Assert.Equal([3, 2, 1], contexts.Select(use => use.Actions));
        Assert.Equal([scope, launch, launch], contexts.Select(use => use.Context));

        // The same values of another origin are another context.
        Assert.Equal(["ada", "ada", "bob"], contexts.Select(use => use.Context.Entries[0].Origin.LaunchedBy));
        Assert.Equal(["2"], (await Store.GetContextsAsync(run.Id, 1)).Select(use => use.Context["a"]));
        Assert.Empty(await Store.GetContextsAsync(RunId.Parse(Given.Unique()), 10));
    }

    private async Task<TestRun> FilledAsync()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Root);
        await run.DoAsync(run.Child(1) with { Context = Given.Context(("a", "1")) }, Reading("k"));
        await run.DoAsync(run.Child(2) with { Task = "own.other" }, Given.Failed("broke") with { Details = new ActionDetails { Reads = ["k"] } });
        await run.DoAsync(run.Child(3), Given.Failed("broke badly"));
        await run.DoAsync(Given.Child(run.Child(1), 4) with { Context = Given.Context(("a", "1")) }, Reading("other", "k"));
        await run.DoAsync(Given.Child(run.Child(1), 5));
        return run;
    }

    private static Outcome Reading(params string[] keys) => Given.Succeeded() with { Details = new ActionDetails { Reads = keys } };
}
