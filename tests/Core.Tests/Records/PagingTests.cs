using Undercurrent.Core.Tests.Support;
using Undercurrent.Records;

namespace Undercurrent.Core.Tests.Records;

public sealed class PagingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void Size_outside_its_range_is_refused(int size) =>
        Assert.Contains("1 to 1000", Assert.Throws<ArgumentOutOfRangeException>(() => new PageRequest { Size = size }).Message, StringComparison.Ordinal);

    [Fact]
    public void Default_is_the_first_page_of_fifty() => Assert.Equal((50, null), (default(PageRequest).Size, default(PageRequest).After));

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("~x")]
    [InlineData("-7~x")]
    [InlineData("x~7")]
    [InlineData("9223372036854775807~x")]
    public async Task Mark_that_is_none_is_refused_and_the_error_says_what_to_pass(string mark)
    {
        var store = await StoreAsync(3, 0);

        var error = await Assert.ThrowsAsync<FormatException>(() => store.FindRunsAsync(new RunQuery { Page = new PageRequest { After = mark } }));

        Assert.Contains($"'{mark}' is no page mark; pass what Page.Next was", error.Message, StringComparison.Ordinal);
    }

    // A clock that stands still for several runs is the hard case: the ids decide then.
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Runs_in_pages_are_all_runs_once_newest_first(int secondsBetween)
    {
        var store = await StoreAsync(10, secondsBetween);

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"run{9 - number}"), await AllAsync(store, 3));
    }

    [Fact]
    public async Task Runs_launched_meanwhile_dont_shift_the_pages()
    {
        var store = await StoreAsync(4, 1);
        var first = await store.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = 2 } });
        await store.AppendAsync(new RunLaunched(Given.Launch("own.task", "later", at: Given.Noon.AddDays(1))));
        var second = await store.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = 2, After = first.Next } });

        Assert.Equal(["run3", "run2", "run1", "run0"], first.Items.Concat(second.Items).Select(run => run.RunId.Value));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Last_page_that_is_full_has_no_next()
    {
        var page = await (await StoreAsync(4, 1)).FindRunsAsync(new RunQuery { Page = new PageRequest { Size = 4 } });

        Assert.Equal((4, null), (page.Items.Count, page.Next));
    }

    [Fact]
    public async Task Query_fits_by_time_from_the_first_to_before_the_second()
    {
        var store = await StoreAsync(5, 1);

        var found = await store.FindRunsAsync(new RunQuery { LaunchedFrom = Given.Noon.AddSeconds(1), LaunchedBefore = Given.Noon.AddSeconds(3) });

        Assert.Equal(["run2", "run1"], found.Items.Select(run => run.RunId.Value));
    }

    private static async Task<InMemoryRunStore> StoreAsync(int runs, int secondsBetween)
    {
        var store = new InMemoryRunStore(new InMemoryRunStoreOptions());
        for (var number = 0; number < runs; number++)
        {
            await store.AppendAsync(new RunLaunched(Given.Launch("own.task", $"run{number}", at: Given.Noon.AddSeconds(number * secondsBetween))));
        }

        return store;
    }

    private static async Task<List<string>> AllAsync(InMemoryRunStore store, int size)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await store.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = size, After = after } });
            ids.AddRange(page.Items.Select(run => run.RunId.Value));
            after = page.Next;
        }
        while (after is not null);

        return ids;
    }
}
