using System.Globalization;
using Undercurrent.Records;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Contract;

/// <summary>Pages of runs: newest first, each run once, whatever is launched meanwhile.</summary>
public abstract class RunPagingContract(RunStoreFixture fixture) : RunStoreContract(fixture)
{
    private readonly string _task = Given.Unique("paged.task");

    // A clock that stands still for several runs is the hard case: the ids decide then.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 4)]
    [InlineData(10, 0)]
    [InlineData(11, 4)]
    [InlineData(1000, 0)]
    public async Task Runs_in_pages_are_all_runs_once_newest_first(int size, int ofOneTime)
    {
        var ids = await LaunchAsync(10, number => ofOneTime == 0 ? 0 : number / ofOneTime);

        foreach (var query in Queries())
        {
            Assert.Equal(ids, await AllAsync(query, size));
        }
    }

    [Fact]
    public async Task Runs_of_equal_time_come_by_their_ids_letters_by_their_numbers()
    {
        var prefix = Given.Unique();
        string[] ids = [$"{prefix}b", $"{prefix}B", $"{prefix}a", $"{prefix}_", $"{prefix}-", $"{prefix}.", $"{prefix}0", $"{prefix}Z", $"{prefix}10", $"{prefix}9"];
        foreach (var id in ids)
        {
            await LaunchedAsync(Given.Launch(id, _task));
        }

        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), await AllAsync(new RunQuery { Task = _task }, 3));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    public async Task Last_page_has_no_next_also_when_it_is_full(int size, bool isLast)
    {
        await LaunchAsync(4, number => number);

        foreach (var query in Queries())
        {
            Assert.Equal(isLast, (await Store.FindRunsAsync(query with { Page = new PageRequest { Size = size } })).Next is null);
        }
    }

    [Fact]
    public async Task Runs_launched_meanwhile_dont_shift_the_pages()
    {
        var ids = await LaunchAsync(6, number => number / 2);
        foreach (var query in Queries())
        {
            var seen = new List<string>();
            string? after = null;
            do
            {
                var page = await Store.FindRunsAsync(query with { Page = new PageRequest { Size = 2, After = after } });
                seen.AddRange(page.Items.Select(run => run.RunId.Value));
                after = page.Next;
                await LaunchAsync(seen.Count <= 4 ? 1 : 0, number => 100 + number);
            }
            while (after is not null);

            Assert.Equal(ids, seen.Where(ids.Contains));
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Equal(ids.Length, seen.Count(ids.Contains));
        }
    }

    [Fact]
    public async Task Pages_read_while_others_launch_miss_nothing_that_was_there()
    {
        var ids = await LaunchAsync(40, number => number / 4);
        using var stop = new CancellationTokenSource();
        var others = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested && number < 150; number++)
            {
                await LaunchAsync(1, _ => number % 15);
            }
        });

        for (var round = 0; round < 5; round++)
        {
            var seen = await AllAsync(new RunQuery { Task = _task }, 7);
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Equal(ids, seen.Where(ids.Contains));
        }

        await stop.CancelAsync();
        await others;
    }

    [Fact]
    public async Task Runs_that_end_meanwhile_stay_where_they_are()
    {
        var ids = await LaunchAsync(6, number => number);
        var first = await Store.FindRunsAsync(new RunQuery { Task = _task, Page = new PageRequest { Size = 3 } });
        foreach (var id in ids)
        {
            await new TestRun(Store, Given.Launch(id, _task)).EndRunAsync();
        }

        var second = await Store.FindRunsAsync(new RunQuery { Task = _task, Page = new PageRequest { Size = 3, After = first.Next } });

        Assert.Equal(ids, first.Items.Concat(second.Items).Select(run => run.RunId.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("~x")]
    [InlineData("x~7")]
    [InlineData("1~'; drop table runs")]
    public async Task Mark_that_is_none_is_refused_or_finds_nothing_wrong(string mark)
    {
        await LaunchAsync(2, number => number);

        var error = await Record.ExceptionAsync(async () =>
            Assert.Empty((await Store.FindRunsAsync(new RunQuery { Task = _task, Page = new PageRequest { After = mark } })).Items));

        Assert.True(error is null or FormatException, $"{error}");
        Assert.Equal(2, (await AllAsync(new RunQuery { Task = _task }, 1)).Count);
    }

    [Fact]
    public async Task Page_is_of_fifty_by_default()
    {
        await LaunchAsync(51, number => number);

        Assert.Equal(50, (await Store.FindRunsAsync(new RunQuery { Task = _task })).Items.Count);
    }

    // Each takes another way through a store's indexes.
    private RunQuery[] Queries() =>
    [
        new() { Task = _task },
        new() { Task = _task, State = RunState.Running },
        new() { Labels = new Dictionary<string, string> { ["paged"] = _task } },
        new() { Context = new Dictionary<string, string> { ["paged"] = _task } },
        new() { Context = new Dictionary<string, string> { ["paged"] = _task }, InAnyAction = true },
        new() { Context = new Dictionary<string, string> { ["paged"] = _task, ["second"] = "key" }, Labels = new Dictionary<string, string> { ["paged"] = _task } },
        new() { Task = _task, LaunchedFrom = Given.At(-1), LaunchedBefore = Given.At(1000) },
    ];

    /// <summary>Launches runs; returns their ids as pages should have them.</summary>
    private async Task<string[]> LaunchAsync(int count, Func<int, int> second)
    {
        var launched = new List<(DateTimeOffset At, string Id)>();
        for (var number = 0; number < count; number++)
        {
            var launch = Given.Launch(Given.Unique(number % 2 == 0 ? "run" : "Run"), _task, Given.At(second(number)), Given.Context(("paged", _task), ("second", "key"))) with
            {
                Labels = new Dictionary<string, string> { ["paged"] = _task, ["number"] = number.ToString(CultureInfo.InvariantCulture) },
            };
            await LaunchedAsync(launch);
            launched.Add((launch.LaunchedAt, launch.RunId.Value));
        }

        return [.. launched.OrderByDescending(run => run.At).ThenByDescending(run => run.Id, StringComparer.Ordinal).Select(run => run.Id)];
    }

    private async Task<List<string>> AllAsync(RunQuery query, int size)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await Store.FindRunsAsync(query with { Page = new PageRequest { Size = size, After = after } });
            Assert.InRange(page.Items.Count, after is null ? 0 : 1, size);
            ids.AddRange(page.Items.Select(run => run.RunId.Value));
            after = page.Next;
        }
        while (after is not null);

        return ids;
    }
}
