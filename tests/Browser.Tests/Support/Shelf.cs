using Undercurrent.Web.Contract;

namespace Undercurrent.Browser;

/// <summary>A site with something on every page: runs in several states, a failure with attempts, overrides, a large set, silos.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    private Shelf(Site site, IReadOnlyList<(string Name, string Path)> pages) => (Site, Pages) = (site, pages);

    public Site Site { get; }

    /// <summary>Each page once, in a state worth looking at.</summary>
    public IReadOnlyList<(string Name, string Path)> Pages { get; }

    public static async Task<Shelf> StartAsync()
    {
        var site = await Site.StartAsync(cluster: _ => Task.FromResult(Silos));
        try
        {
            return new Shelf(site, await FillAsync(site.Runner));
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private static ClusterJson Silos { get; } = new(
        [
            new SiloJson { Name = "silo1", Address = "10.0.0.1:11111@1", State = "active", IsThis = true, RunningActions = 12, OwnedRuns = 3, QueuedActions = 4, MemoryBytes = 412_000_000, CpuPercent = 37.5 },
            new SiloJson { Name = "silo2", Address = "10.0.0.2:11111@1", State = "active", RunningActions = 9, OwnedRuns = 1, QueuedActions = 0, MemoryBytes = 398_000_000, CpuPercent = 22 },
            new SiloJson { Name = "silo3", Address = "10.0.0.3:11111@1", State = "dead" },
        ],
        "postgres",
        null);

    private static async Task<IReadOnlyList<(string Name, string Path)>> FillAsync(LocalRunner runner)
    {
        var eu = runner.WithRunContext(("region", "eu"), ("experiment", "v1"), ("trace_id", "4bf92f3577b34da6"));
        var order = await eu.StartAsync(ShopTasks.Order, "tea", new RunOptions { Labels = new Dictionary<string, string> { ["team"] = "kitchen" } });
        await order.ResultAsync();
        var other = await runner.WithRunContext(("region", "us"), ("experiment", "v2")).StartAsync(ShopTasks.Order, "coffee");
        await other.ResultAsync();
        var failed = await eu.StartAsync(ShopTasks.Ship, "tea");
        await Assert.ThrowsAsync<TaskFailedException>(() => failed.ResultAsync());
        var many = await eu.StartAsync(ShopTasks.Many, 300);
        await many.ResultAsync();
        var open = await eu.StartAsync(ShopTasks.Wait, "never");
        var cause = (await failed.GetRecordAsync()).Failure!.RootCause.ActionId!.Value;
        return
        [
            ("runs", "/runs?keys=region,experiment"),
            ("runs-found", "/runs?q=ctx.region%3Dus%20in:any"),
            ("runs-wrong-query", "/runs?q=state:faild"),
            ("run", $"/runs/{order.RunId}?lens=region"),
            ("run-failed", $"/runs/{failed.RunId}"),
            ("run-large", $"/runs/{many.RunId}"),
            ("run-running", $"/runs/{open.RunId}"),
            ("run-search", $"/runs/{order.RunId}?q=reads:region"),
            ("run-again", $"/runs/{order.RunId}/rerun"),
            ("action", $"/runs/{failed.RunId}/actions/{cause}"),
            ("lens", $"/runs/{order.RunId}/context"),
            ("lens-compare", $"/runs/{order.RunId}/context?with={other.RunId}"),
            ("tasks", "/tasks"),
            ("task", "/tasks/shop.two_inputs"),
            ("cluster", "/cluster"),
            ("missing", "/runs/no-such-run"),
        ];
    }
}
