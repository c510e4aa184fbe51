using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>A run's tree, level by level and page by page, and its actions by what they are.</summary>
public abstract class ChildrenContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Fact]
    public async Task Tree_is_read_level_by_level()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Root);
        await run.DoAsync(run.Child(1));
        await run.DoAsync(run.Child(2));
        await run.DoAsync(Given.Child(run.Child(1), 11));
        await run.DoAsync(Given.Child(run.Child(2), 21));
        await run.DoAsync(Given.Child(Given.Child(run.Child(2), 21), 211));

        Assert.Equal([run.Root.ActionId], await ChildrenAsync(null));
        Assert.Equal([Given.ActionId(1), Given.ActionId(2)], await ChildrenAsync(run.Root.ActionId));
        Assert.Equal([Given.ActionId(11)], await ChildrenAsync(Given.ActionId(1)));
        Assert.Equal([Given.ActionId(21)], await ChildrenAsync(Given.ActionId(2)));
        Assert.Equal([Given.ActionId(211)], await ChildrenAsync(Given.ActionId(21)));
        Assert.Empty(await ChildrenAsync(Given.ActionId(211)));

        async Task<IEnumerable<ActionId>> ChildrenAsync(ActionId? parent) =>
            (await Store.GetChildrenAsync(run.Id, parent)).Items.Select(action => action.ActionId);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(4, 100)]
    [InlineData(1000, 100)]
    public async Task Children_in_pages_are_all_children_once_in_the_order_of_their_calls(int size, int ofOneTime)
    {
        var run = await LaunchedAsync();
        var ids = await CallAsync(run, 24, ofOneTime);

        Assert.Equal(ids, await AllAsync(page => Store.GetChildrenAsync(run.Id, run.Root.ActionId, page), size));
        Assert.Equal(ids, await AllAsync(page => Store.FindActionsAsync(run.Id, new ActionQuery { Task = "own.child", Page = page }), size));
        Assert.Equal(ids, await AllAsync(page => Store.FindActionsAsync(run.Id, new ActionQuery { State = ActionState.Succeeded, Page = page }), size));
        Assert.Equal(ids, await AllAsync(page => Store.FindActionsAsync(run.Id, new ActionQuery { Context = new Dictionary<string, string> { ["k"] = "v" }, Page = page }), size));
    }

    [Fact]
    public async Task Equal_calls_of_equal_time_come_in_the_order_of_their_ids_texts()
    {
        var run = await LaunchedAsync();
        ActionId[] ids = [.. new[] { 0, 1, 2, 9, 10, 11, 100 }.Select(ordinal => Given.ActionId(7, ordinal)), Given.ActionId(8), new(UInt128.MaxValue, 1), new(UInt128.One << 127, 0)];
        foreach (var id in ids)
        {
            await run.DoAsync(run.Child(1) with { ActionId = id });
        }

        var expected = ids.OrderBy(id => id.ToString(), StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, await AllAsync(page => Store.GetChildrenAsync(run.Id, run.Root.ActionId, page), 3));
        Assert.Equal(expected, await AllAsync(page => Store.FindActionsAsync(run.Id, new ActionQuery { Page = page }), 3));
    }

    [Fact]
    public async Task Last_page_of_children_that_is_full_has_no_next()
    {
        var run = await LaunchedAsync();
        await CallAsync(run, 4, 1);

        Assert.Null((await Store.GetChildrenAsync(run.Id, run.Root.ActionId, new PageRequest { Size = 4 })).Next);
        Assert.NotNull((await Store.GetChildrenAsync(run.Id, run.Root.ActionId, new PageRequest { Size = 3 })).Next);
    }

    [Fact]
    public async Task Children_that_are_called_meanwhile_dont_shift_the_pages()
    {
        var run = await LaunchedAsync();
        var ids = await CallAsync(run, 6, 2);
        var first = await Store.GetChildrenAsync(run.Id, run.Root.ActionId, new PageRequest { Size = 3 });
        await run.DoAsync(run.Child(1000) with { CalledAt = Given.At(-10) });
        await run.DoAsync(run.Child(1001));
        var second = await Store.GetChildrenAsync(run.Id, run.Root.ActionId, new PageRequest { Size = 10, After = first.Next });

        Assert.Equal([.. ids, Given.ActionId(1001)], first.Items.Concat(second.Items).Select(action => action.ActionId));
    }

    [Fact]
    public async Task Large_payloads_make_no_page_longer_than_it_may_be_and_lose_no_item()
    {
        var run = await LaunchedAsync();
        for (var number = 1; number <= 150; number++)
        {
            await run.EndAsync(run.Child(number) with { Inputs = Given.JsonOfSize(60_000) }, Outcome.Succeeded(Given.JsonOfSize(60_000)));
        }

        var first = await Store.GetChildrenAsync(run.Id, run.Root.ActionId, new PageRequest { Size = 1000 });
        Assert.InRange(first.Items.Count, 1, 140);
        Assert.Equal(
            Enumerable.Range(1, 150).Select(number => Given.ActionId(number)),
            await AllAsync(page => Store.GetChildrenAsync(run.Id, run.Root.ActionId, page), 1000));
    }

    [Fact]
    public async Task Counts_are_by_state_and_leave_out_what_there_is_none_of()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Root);
        await run.DoAsync(run.Child(1));
        await run.DoAsync(run.Child(2));
        await run.DoAsync(run.Child(3), Given.Failed());
        await run.EndAsync(run.Child(4), Given.Lost());
        await run.DoAsync(run.Child(5), Outcome.Cancelled());
        await run.StartAsync(run.Child(6));
        await run.DoAsync(run.Child(7) with { MayRetry = true }, Given.Failed());
        await run.DoAsync(Given.Child(run.Child(1), 8));

        var counts = new Dictionary<ActionState, long>
        {
            [ActionState.Succeeded] = 2,
            [ActionState.Failed] = 2,
            [ActionState.Cancelled] = 1,
            [ActionState.Running] = 1,
            [ActionState.WaitingToRetry] = 1,
        };
        Assert.Equal(counts.OrderBy(one => one.Key), (await Store.CountChildrenAsync(run.Id, run.Root.ActionId)).OrderBy(one => one.Key));
        Assert.Equal(1, (await Store.CountChildrenAsync(run.Id, null))[ActionState.Running]);
        Assert.Equal(5, await Store.CountEndedChildrenAsync(run.Id, run.Root.ActionId));

        await run.DoAsync(run.Child(6));
        await run.StartAsync(run.Child(1) with { AncestorAttempts = "0:2" });
        Assert.Equal(counts.OrderBy(one => one.Key), (await Store.CountChildrenAsync(run.Id, run.Root.ActionId)).OrderBy(one => one.Key));
    }

    [Fact]
    public async Task Actions_are_found_by_state_task_and_context_of_the_whole_run()
    {
        var run = await LaunchedAsync();
        var deep = Given.Child(run.Child(1), 11);
        await run.StartAsync(run.Root);
        await run.DoAsync(run.Child(1) with { Context = Given.Context(("a", "1"), ("b", "1")) });
        await run.DoAsync(run.Child(2) with { Context = Given.Context(("a", "1")), Task = "own.other" }, Given.Failed());
        await run.DoAsync(deep with { Context = Given.Context(("a", "1"), ("b", "2")) });

        Assert.Equal([Given.ActionId(1), Given.ActionId(11)], await FoundAsync(new ActionQuery { Task = "own.child" }));
        Assert.Equal([Given.ActionId(2)], await FoundAsync(new ActionQuery { State = ActionState.Failed }));
        Assert.Equal([run.Root.ActionId], await FoundAsync(new ActionQuery { State = ActionState.Running }));
        Assert.Equal([Given.ActionId(1), Given.ActionId(2), Given.ActionId(11)], await FoundAsync(With(("a", "1"))));
        Assert.Equal([Given.ActionId(1)], await FoundAsync(With(("a", "1"), ("b", "1"))));
        Assert.Equal([Given.ActionId(11)], await FoundAsync(With(("b", "2")) with { Task = "own.child", State = ActionState.Succeeded }));
        Assert.Empty(await FoundAsync(With(("b", "2")) with { Task = "own.other" }));
        Assert.Empty(await FoundAsync(With(("a", "2"))));
        Assert.Equal(4, (await FoundAsync(new ActionQuery())).Length);

        async Task<ActionId[]> FoundAsync(ActionQuery query) => [.. (await Store.FindActionsAsync(run.Id, query)).Items.Select(action => action.ActionId)];

        static ActionQuery With(params (string Key, string Value)[] context) => new() { Context = context.ToDictionary() };
    }

    [Fact]
    public async Task Action_in_a_list_is_as_it_is_alone()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { Context = Given.Context(("a", "1")), MayRetry = true };
        await run.DoAsync(call, Given.Failed("first"));
        await run.DoAsync(call with { Attempt = 2 }, Given.Succeeded("[2]"));

        var alone = await run.ActionAsync(call);
        foreach (var listed in (ActionRecord[])[.. (await Store.GetChildrenAsync(run.Id, run.Root.ActionId)).Items, .. (await Store.FindActionsAsync(run.Id, new ActionQuery())).Items])
        {
            Assert.Equal(Described.Of(alone), Described.Of(listed));
        }
    }

    /// <summary>Calls children, so many at each time; returns their ids in the order of their calls.</summary>
    private static async Task<ActionId[]> CallAsync(TestRun run, int count, int ofOneTime)
    {
        var calls = Enumerable.Range(0, count)
            .Select(number => run.Child(1) with { ActionId = Given.ActionId(((number * 7) % count) + 1), CalledAt = Given.At(number / ofOneTime), Context = Given.Context(("k", "v")) })
            .ToArray();
        foreach (var call in calls.Reverse())
        {
            await run.DoAsync(call);
        }

        return [.. calls.OrderBy(call => call.CalledAt).ThenBy(call => call.ActionId.ToString(), StringComparer.Ordinal).Select(call => call.ActionId)];
    }

    private static async Task<List<ActionId>> AllAsync(Func<PageRequest, Task<Page<ActionRecord>>> read, int size)
    {
        var ids = new List<ActionId>();
        string? after = null;
        do
        {
            var page = await read(new PageRequest { Size = size, After = after });
            Assert.InRange(page.Items.Count, after is null ? 0 : 1, size);
            ids.AddRange(page.Items.Select(action => action.ActionId));
            after = page.Next;
        }
        while (after is not null);

        return ids;
    }
}
