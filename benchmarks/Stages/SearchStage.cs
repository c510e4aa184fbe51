using System.Diagnostics;
using Undercurrent.Benchmarks.Suite;
using Undercurrent.Records;

namespace Undercurrent.Benchmarks.Stages;

/// <summary>Two records with as many runs; in one the runs have one child each, in the other many.</summary>
/// <param name="small">Where the one lies.</param>
/// <param name="large">Where the other lies.</param>
/// <param name="runs">How many runs, in each.</param>
/// <param name="actions">How many actions the larger has in all.</param>
internal sealed class SearchStage(IStorePlace small, IStorePlace large, int runs, int actions) : IStage
{
    private const int PageSize = 50;
    private const int Pages = 20;
    private const int AtOnce = 256;

    private RunStore? _small;
    private RunStore? _large;

    public async Task StartAsync()
    {
        _small = await FillAsync(small, 2 * runs);
        _large = await FillAsync(large, actions);
    }

    public Task QuietAsync() => Task.CompletedTask;

    /// <summary>Milliseconds a page: the slower of first pages of a rare value, and of page after page of a value that every run has.</summary>
    public async Task<double> FindAsync(bool inLarge, bool inAnyAction)
    {
        var records = (inLarge ? _large : _small)!.Records;
        var clock = Stopwatch.StartNew();
        for (var page = 0; page < Pages; page++)
        {
            await FindAsync(records, inAnyAction, inAnyAction ? SearchTasks.Shard : SearchTasks.Tenant, SearchTasks.Value(page), null);
        }

        var rare = clock.Elapsed.TotalMilliseconds / Pages;
        clock.Restart();
        string? after = null;
        for (var page = 0; page < Pages; page++)
        {
            after = await FindAsync(records, inAnyAction, SearchTasks.Everywhere, "yes", after);
        }

        return Math.Max(rare, clock.Elapsed.TotalMilliseconds / Pages);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in (RunStore?[])[_small, _large])
        {
            if (store is not null)
            {
                await store.DisposeAsync();
            }
        }

        await small.DisposeAsync();
        await large.DisposeAsync();
    }

    private static async Task<string?> FindAsync(IRunRecords records, bool inAnyAction, string key, string value, string? after)
    {
        var page = await records.FindRunsAsync(new RunQuery
        {
            Context = new Dictionary<string, string> { [key] = value },
            InAnyAction = inAnyAction,
            Page = new PageRequest { Size = PageSize, After = after },
        });
        return page.Items.Count == PageSize ? page.Next : throw new InvalidOperationException($"A page of {key}={value} has {page.Items.Count} runs.");
    }

    private async Task<RunStore> FillAsync(IStorePlace place, int wanted)
    {
        var clock = Stopwatch.StartNew();
        var store = await place.OpenAsync();
        await using var runner = LocalRunner.Create(new LocalRunnerOptions { Store = store });
        var values = runs / SearchTasks.RunsOfValue;
        await Parallel.ForAsync(0, runs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (run, cancellationToken) =>
        {
            var value = run % values;
            var handle = await runner.StartAsync(SearchTasks.Parent, value, (wanted / runs) - 1, SearchTasks.Launch(value), cancellationToken);
            await handle.ResultAsync(cancellationToken);
        });
        Console.Error.WriteLine($"  {runs:N0} runs with {wanted:N0} actions recorded in {clock.Elapsed.TotalSeconds:N0} s");
        return store;
    }
}
