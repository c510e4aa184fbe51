using System.Net;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public class RunsPageTests
{
    [Fact]
    public async Task Page_without_runs_teaches_how_to_launch_one()
    {
        await using var site = await Site.StartAsync();

        var page = await site.PageAsync("/");

        Assert.Contains("id=\"no-runs\"", page, StringComparison.Ordinal);
        Assert.Contains("undercurrent run ", page, StringComparison.Ordinal);
        Assert.Contains("-c trace_id=demo-1 --watch", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_shows_runs_with_context_keys_as_columns()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.region", context = new { region = "eu" } });

        var page = await site.PageAsync("/runs?keys=region");

        Assert.Contains($"data-run=\"{run.Id}\" data-state=\"succeeded\"", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"context\"><bdi>region</bdi></th>", page, StringComparison.Ordinal);
        Assert.Contains("title=\"eu\">eu</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_leaves_out_what_does_not_fit_and_stays_in_the_box()
    {
        await using var site = await Site.StartAsync();
        var eu = await site.RunAsync(new { task = "web_tests.region", context = new { region = "eu" } });
        var us = await site.RunAsync(new { task = "web_tests.region", context = new { region = "us" } });

        var page = await site.PageAsync("/runs?q=ctx.region%3Deu");

        Assert.Contains(eu.Id, page, StringComparison.Ordinal);
        Assert.DoesNotContain(us.Id, page, StringComparison.Ordinal);
        Assert.Contains("value=\"ctx.region=eu\"", page, StringComparison.Ordinal);
        Assert.Contains("undercurrent runs list ctx.region=eu", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_query_is_kept_and_its_error_described()
    {
        await using var site = await Site.StartAsync();

        var page = await site.PageAsync("/runs?q=stte%3Afailed%20%3Cb%3E");

        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"q-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"stte:failed &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No run fits", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"runs\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_mark_that_is_none_of_ours_shows_the_first_page()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.region" });

        Assert.Contains(run.Id, await site.PageAsync("/runs?after=%27nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_are_named_by_their_content_and_kept_for_good()
    {
        await using var site = await Site.StartAsync();
        var page = await site.PageAsync("/");

        foreach (var (url, type) in new[] { (AssetFiles.Style, "text/css"), (AssetFiles.Script, "text/javascript"), (AssetFiles.Icon, "image/svg+xml") })
        {
            Assert.Contains($"\"{url}\"", page, StringComparison.Ordinal);
            using var answer = await site.Http.GetAsync(url);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unknown_page_says_what_to_do()
    {
        await using var site = await Site.StartAsync();

        Assert.Contains("undercurrent runs list", await site.PageAsync("/nothing/here", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("No such run", await site.PageAsync("/runs/unknown-run", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("web_tests.region", await site.PageAsync("/tasks/web_tests.regio", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selection_asks_with_the_count_before_anything_is_launched()
    {
        await using var site = await Site.StartAsync();
        var one = await site.RunAsync(new { task = "web_tests.region" });
        var two = await site.RunAsync(new { task = "web_tests.region" });

        var question = await site.PageAsync($"/selection?do=rerun&id={one.Id}&id={two.Id}&back=%2Fruns%3Fq%3Dtask%3Aweb_tests.region");
        Assert.Contains("Launch 2 runs again?", question, StringComparison.Ordinal);
        Assert.Contains("No run to cancel", await site.PageAsync($"/selection?do=cancel&id={one.Id}"), StringComparison.Ordinal);
        using var answer = await site.SendAsync($"/selection?do=rerun&id={one.Id}", "/selection", ("do", "rerun"), ("id", one.Id), ("id", two.Id), ("back", "https://elsewhere.example/"));

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var runs = await site.Runner.Records.FindRunsAsync(new Records.RunQuery { Task = "web_tests.region" });
        Assert.Equal([one.Id, two.Id], runs.Items.Select(run => run.Source?.RunId.Value).OfType<string>().Order());
    }
}
