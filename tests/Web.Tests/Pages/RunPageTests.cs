using System.Net;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public class RunPageTests
{
    [Fact]
    public async Task Failed_run_shows_its_root_cause_first_with_the_way_to_it()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.fails", inputs = new[] { "no stock" } });

        var page = await site.PageAsync($"/runs/{run.Id}");

        var cause = run.Failure!.ActionId!;
        Assert.Contains("id=\"failure\"", page, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", page, StringComparison.Ordinal);
        Assert.Contains("PageTasks.cs:", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/runs/{run.Id}?show={cause}#r-{cause}\"", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"r-{cause}\"", page, StringComparison.Ordinal);
        Assert.Contains($"undercurrent runs rerun {run.Id} --from failure", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("id=\"failure\"", StringComparison.Ordinal) < page.IndexOf("role=\"treegrid\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Large_set_is_folded_with_counts_failed_slowest_and_a_first_page()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.wide", inputs = new[] { 240 } });

        var page = await site.PageAsync($"/runs/{run.Id}");

        Assert.Contains("called 240, 24 failed", page, StringComparison.Ordinal);
        Assert.Contains("Failed: 5 of 24", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"f-{run.Failure!.ActionId}\"", page, StringComparison.Ordinal);
        var ids = page.Split(" id=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("Slowest: 5", page, StringComparison.Ordinal);
        Assert.Contains("In call order: the first 20 of 240", page, StringComparison.Ordinal);
        Assert.Contains("Show the next 100", page, StringComparison.Ordinal);
        Assert.InRange(page.CountOf("class=\"action"), 25, 40);
    }

    [Fact]
    public async Task Paging_reaches_every_row_of_a_large_set_once()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.wide", inputs = new[] { 240 } });
        var seen = new List<string>();
        var url = $"/runs/{run.Id}?open={run.RootActionId}";
        while (true)
        {
            var page = await site.PageAsync(url);
            seen.AddRange(page.Split("<tr role=\"row\" id=\"r-").Skip(1).Select(row => row[..row.IndexOf('"', StringComparison.Ordinal)]).Where(id => id != run.RootActionId));
            var more = page.IndexOf("Show the next", StringComparison.Ordinal);
            if (more < 0)
            {
                break;
            }

            var link = page[..more].LastIndexOf("href=\"", StringComparison.Ordinal) + 6;
            url = WebUtility.HtmlDecode(page[link..page.IndexOf('"', link)]);
        }

        Assert.Equal(240, seen.Distinct().Count());
        Assert.Equal(240, seen.Count);
    }

    [Fact]
    public async Task Search_finds_folded_rows()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.wide", inputs = new[] { 240 } });

        var page = await site.PageAsync($"/runs/{run.Id}?q=error%3A%22233%22");

        Assert.Contains("1 action found: 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("in the tree", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Action_asked_for_in_a_folded_set_is_shown_with_the_way_to_it()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.wide", inputs = new[] { 240 } });
        var root = ActionId.Parse(run.RootActionId);
        var last = (await site.Runner.Records.GetChildrenAsync(RunId.Parse(run.Id), root, new Records.PageRequest { Size = 1000 })).Items[^1];

        var page = await site.PageAsync($"/runs/{run.Id}?show={last.ActionId}");

        Assert.Contains("On the way to the action that was asked for", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"r-{last.ActionId}\" class=\"action shown\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_cause_far_down_is_in_the_tree_and_addresses_stay_short()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.deep", inputs = new[] { 200 } });

        var page = await site.PageAsync($"/runs/{run.Id}");

        Assert.Contains($"id=\"r-{run.Failure!.ActionId}\" class=\"action cause\" aria-level=\"201\"", page, StringComparison.Ordinal);
        Assert.All(TogglesOf(page), url => Assert.InRange(url.Length, 1, 200));
    }

    [Fact]
    public async Task Tree_that_is_cut_says_so_with_what_to_do()
    {
        await using var site = await Site.StartAsync();
        var deep = await site.RunAsync(new { task = "page_tests.deep", inputs = new[] { TreeReader.MostRows + 10 } });
        var small = await site.RunAsync(new { task = "page_tests.deep", inputs = new[] { 3 } });

        var cut = await site.PageAsync($"/runs/{deep.Id}");
        var whole = await site.PageAsync($"/runs/{small.Id}");

        Assert.Contains("<strong>Not all that is open is shown.</strong> A page that has 800 rows opens no more", cut, StringComparison.Ordinal);
        Assert.Contains($"href=\"/runs/{deep.Id}?open={deep.RootActionId}\">close all but the first level</a>", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("Not all that is open is shown.", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_that_an_address_opens_is_seen_through_open_callers_and_closing_it_leaves_these_open()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.deep", inputs = new[] { 6 } });
        var urls = new List<string> { $"/runs/{run.Id}?open={run.RootActionId}" };
        for (var level = 2; level < 5; level++)
        {
            urls.Add(TogglesOf(await site.PageAsync(urls[^1]))[^1]);
        }

        var open = await site.PageAsync(urls[^1]);
        var closed = await site.PageAsync(TogglesOf(open)[2]);
        var none = await site.PageAsync(TogglesOf(open)[0]);

        Assert.Equal(1, urls[^1].CountOf("open="));
        Assert.Equal((5, 3, 1), (open.CountOf("<tr role=\"row\" id=\"r-"), closed.CountOf("<tr role=\"row\" id=\"r-"), none.CountOf("<tr role=\"row\" id=\"r-")));
    }

    [Fact]
    public async Task Lens_shows_who_sees_which_value_and_who_set_it()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 2 }, context = new { region = "home" } });

        var page = await site.PageAsync($"/runs/{run.Id}?lens=region");

        Assert.Contains("<th role=\"columnheader\" scope=\"col\" class=\"lens\"><bdi>region</bdi></th>", page, StringComparison.Ordinal);
        Assert.Contains("overridden at Library.cs:", page, StringComparison.Ordinal);
        Assert.Contains(">removed</span>", page, StringComparison.Ordinal);
        Assert.Contains(">read</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_page_strikes_through_what_was_overridden_and_compares()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 2 }, context = new { region = "home", kept = "same" } });
        var other = await site.RunAsync(new { task = "web_tests.region", context = new { region = "away", kept = "same" } });

        var page = await site.PageAsync($"/runs/{run.Id}/context?with={other.Id}");

        Assert.Contains("<bdi>home</bdi></del>", page, StringComparison.Ordinal);
        Assert.Contains("data-key=\"region\" data-change=\"changed\"", page, StringComparison.Ordinal);
        Assert.Contains("data-key=\"kept\" data-change=\"same\"", page, StringComparison.Ordinal);
        Assert.Contains($"undercurrent runs context {run.Id} --diff {other.Id}", page, StringComparison.Ordinal);
    }

    private static List<string> TogglesOf(string page) =>
        [.. page.Split("class=\"toggle\" href=\"").Skip(1).Select(link => WebUtility.HtmlDecode(link[..link.IndexOfAny(['"', '#'])]))];

    [Fact]
    public async Task Sensitive_value_is_on_no_page()
    {
        await using var site = await Site.StartAsync(runnerOptions: new LocalRunnerOptions
        {
            ContextLimits = ContextLimits.Default with { SensitiveKeys = SensitiveKeys.Matching("*token*") },
        });
        var run = await site.RunAsync(new { task = "web_tests.region", context = new { api_token = "s3cret-value" } });

        foreach (var path in new[] { "/?keys=api_token", $"/runs/{run.Id}?lens=api_token", $"/runs/{run.Id}/context", $"/runs/{run.Id}/actions/{run.RootActionId}", $"/runs/{run.Id}/rerun" })
        {
            var page = await site.PageAsync(path);
            Assert.DoesNotContain("s3cret", page, StringComparison.Ordinal);
            Assert.Contains("api_token", page, StringComparison.Ordinal);
        }
    }
}
