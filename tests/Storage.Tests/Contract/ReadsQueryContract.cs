using Undercurrent.Execution;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Actions are found by the context keys that their bodies read, and by who called them.</summary>
public abstract class ReadsQueryContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    [Theory]
    [InlineData("region")]
    [InlineData("trace_id")]
    [InlineData("a-b.c_d")]
    [InlineData("100%")]
    [InlineData("wave~")]
    [InlineData("back\\slash")]
    [InlineData("quo\"te")]
    [InlineData("größer")]
    [InlineData("'; drop table actions")]
    public async Task Reader_of_a_key_is_found_by_exactly_that_key(string key)
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Reading(key));
        await run.DoAsync(run.Child(2), Reading("first", key));
        await run.DoAsync(run.Child(3), Reading(key + "x", "x" + key, key.ToUpperInvariant() + "Y"));
        await run.DoAsync(run.Child(4), Reading("tracexid", "aXb.c_d", "100x", "wave"));
        await run.DoAsync(run.Child(5));

        Assert.Equal([1, 2], await FoundAsync(run, new ActionQuery { Reads = key }));
    }

    [Fact]
    public async Task Key_elsewhere_in_the_details_is_no_read()
    {
        var run = await LaunchedAsync();
        await run.DoAsync(run.Child(1), Given.Succeeded() with { Details = new ActionDetails { Reads = ["other"], DependsOn = ["region"] } });
        await run.DoAsync(run.Child(2) with { Group = "region" });
        await run.DoAsync(run.Child(3), Reading("REGION"));
        await run.DoAsync(run.Child(4), Reading("region"));

        Assert.Equal([4], await FoundAsync(run, new ActionQuery { Reads = "region" }));
        Assert.Equal([3], await FoundAsync(run, new ActionQuery { Reads = "REGION" }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "" }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "Reads" }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "%" }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = new string('x', 100_000) }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "nul\0" }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1000)]
    public async Task Readers_come_in_pages_that_are_full_whatever_lies_between_them(int size)
    {
        var run = await LaunchedAsync();
        for (var number = 1; number <= 20; number++)
        {
            await run.DoAsync(run.Child(number), number % 4 == 0 ? Reading("region") : Given.Succeeded() with { Details = new ActionDetails { DependsOn = ["region"] } });
        }

        var found = new List<ActionRecord>();
        string? after = null;
        do
        {
            var page = await Store.FindActionsAsync(run.Id, new ActionQuery { Reads = "region", Page = new PageRequest { Size = size, After = after } });
            Assert.Equal(Math.Min(size, 5 - found.Count), page.Items.Count);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([4, 8, 12, 16, 20], found.Select(action => (int)action.ActionId.Hash));
        Assert.All(found, action => Assert.Equal(["region"], action.Reads));
    }

    [Fact]
    public async Task Read_is_that_of_the_last_attempt_and_is_joined_with_the_other_conditions()
    {
        var run = await LaunchedAsync();
        var call = run.Child(1) with { MayRetry = true };
        await run.DoAsync(call, Given.Failed("broke badly") with { Details = new ActionDetails { Reads = ["first"] } });
        await run.DoAsync(call with { Attempt = 2 }, Reading("second"));
        await run.DoAsync(Given.Child(run.Child(1), 2), Given.Failed("broke badly") with { Details = new ActionDetails { Reads = ["second"] } });

        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "first" }));
        Assert.Equal([1, 2], await FoundAsync(run, new ActionQuery { Reads = "second" }));
        Assert.Equal([2], await FoundAsync(run, new ActionQuery { Reads = "second", ErrorText = "badly" }));
        Assert.Equal([2], await FoundAsync(run, new ActionQuery { Reads = "second", ParentId = call.ActionId }));
        Assert.Equal([1], await FoundAsync(run, new ActionQuery { Reads = "second", State = ActionState.Succeeded }));
        Assert.Empty(await FoundAsync(run, new ActionQuery { Reads = "second", State = ActionState.Succeeded, ParentId = call.ActionId }));
    }

    [Fact]
    public async Task Actions_are_found_by_who_called_them_page_by_page()
    {
        var run = await LaunchedAsync();
        await run.StartAsync(run.Root);
        for (var number = 1; number <= 6; number++)
        {
            await run.DoAsync(run.Child(number), number % 2 == 0 ? Given.Failed("broke badly") : null);
            await run.DoAsync(Given.Child(run.Child(number), 10 + number));
        }

        var children = new ActionQuery { ParentId = run.Root.ActionId };
        Assert.Equal([1, 2, 3, 4, 5, 6], await FoundAsync(run, children));
        Assert.Equal([12], await FoundAsync(run, children with { ParentId = Given.ActionId(2) }));
        Assert.Equal([2, 4, 6], await FoundAsync(run, children with { State = ActionState.Failed }));
        Assert.Equal([1, 3, 5], await FoundAsync(run, children with { State = ActionState.Succeeded }));
        Assert.Equal([2, 4, 6], await FoundAsync(run, children with { ErrorText = "badly" }));
        Assert.Empty(await FoundAsync(run, children with { ErrorText = "badly", ParentId = Given.ActionId(2) }));
        Assert.Empty(await FoundAsync(run, children with { ParentId = Given.ActionId(99) }));

        var first = await Store.FindActionsAsync(run.Id, children with { Page = new PageRequest { Size = 4 } });
        Assert.Equal([5, 6], await FoundAsync(run, children with { Page = new PageRequest { Size = 4, After = first.Next } }));
    }

    private async Task<IEnumerable<int>> FoundAsync(TestRun run, ActionQuery query) =>
        (await Store.FindActionsAsync(run.Id, query)).Items.Select(action => (int)action.ActionId.Hash);

    private static Outcome Reading(params string[] keys) => Given.Succeeded() with { Details = new ActionDetails { Reads = keys } };
}
