using System.Net;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public class ActionPageTests
{
    [Fact]
    public async Task Page_shows_inputs_output_attempts_context_and_logs()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { "hello" }, context = new { region = "eu" } });

        var page = await site.PageAsync($"/runs/{run.Id}/actions/{run.RootActionId}");

        foreach (var text in new[] { "id=\"attempts\"", "Attempt 1", "&quot;hello&quot;", "<bdi>echo hello</bdi>", "data-key=\"region\"", "launch by", $"undercurrent runs logs {run.Id} --action {run.RootActionId}" })
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_of_a_failed_action_shows_the_first_frame_of_its_own_code_and_who_called_it()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.fails", inputs = new[] { "no stock" } });

        var page = await site.PageAsync($"/runs/{run.Id}/actions/{run.Failure!.ActionId}");

        Assert.Contains("PageTasks.cs:", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/runs/{run.Id}/actions/{run.RootActionId}\"", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;b&gt;group&lt;/b&gt;</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cause_inside_the_framework_is_shown_with_what_the_task_threw_and_where()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.reads", inputs = new[] { "{" } });

        var page = await site.PageAsync($"/runs/{run.Id}");
        var action = await site.PageAsync($"/runs/{run.Id}/actions/{run.RootActionId}");

        Assert.NotNull(run.Failure!.Cause);
        Assert.Matches("id=\"failure-thrown\">.*JsonException</span>: ", page);
        Assert.Matches("id=\"failure-frame\">.*PageTasks.cs:", page);
        Assert.Equal(2, action.CountOf(">PageTasks.cs:"));
    }

    [Fact]
    public async Task Failure_on_the_page_of_its_own_action_leads_nowhere_and_on_that_of_a_caller_to_the_action()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.fails", inputs = new[] { "no stock" } });

        var own = await site.PageAsync($"/runs/{run.Id}/actions/{run.Failure!.ActionId}");
        var caller = await site.PageAsync($"/runs/{run.Id}/actions/{run.RootActionId}");

        Assert.Contains("id=\"failure\"", own, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/runs/{run.Id}/actions/{run.Failure.ActionId}\"", own, StringComparison.Ordinal);
        Assert.Contains("Open the action", caller, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Action_far_down_counts_all_of_its_callers()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.deep", inputs = new[] { 100 } });

        var page = await site.PageAsync($"/runs/{run.Id}/actions/{run.Failure!.ActionId}");

        Assert.Contains("<li>94 more</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_of_an_action_far_behind_in_a_run_is_found()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "page_tests.chatty", inputs = new[] { 3000 } });
        var root = ActionId.Parse(run.RootActionId);
        var called = await site.Runner.Records.FindActionsAsync(RunId.Parse(run.Id), new Records.ActionQuery { ParentId = root, Page = new Records.PageRequest { Size = 1000 } });
        while (called.Next is not null)
        {
            called = await site.Runner.Records.GetChildrenAsync(RunId.Parse(run.Id), root, new Records.PageRequest { Size = 1000, After = called.Next });
        }

        var last = called.Items[^1];

        var page = await site.PageAsync($"/runs/{run.Id}/actions/{last.ActionId}");

        Assert.Equal(1, page.CountOf("<li data-sequence="));
        Assert.Contains("<bdi>said 2999</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_action_says_what_to_do()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.region" });

        Assert.Contains($"undercurrent runs tree {run.Id}", await site.PageAsync($"/runs/{run.Id}/actions/nothing", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }
}
