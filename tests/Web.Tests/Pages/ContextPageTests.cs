using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public sealed class ContextPageTests
{
    [Fact]
    public async Task Context_of_a_run_that_runs_is_live_and_that_of_an_ended_one_is_not()
    {
        await using var site = await Site.StartAsync();
        var running = await site.Runner.StartAsync(Library.Waits);
        var ended = await site.RunAsync(new { task = "web_tests.region", context = new { region = "home" } });

        var live = await site.PageAsync($"/runs/{running.RunId}/context");
        var still = await site.PageAsync($"/runs/{ended.Id}/context");

        Assert.Contains($"data-events=\"/api/v1/runs/{running.RunId}/events?after=", live, StringComparison.Ordinal);
        Assert.Contains("id=\"context-lens\" data-live", live, StringComparison.Ordinal);
        Assert.DoesNotContain("data-events", still, StringComparison.Ordinal);
    }
}
