using System.Net;
using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Levels;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

public sealed class ActionTests
{
    [Fact]
    public async Task Level_without_a_parent_is_the_root()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 2 } });

        var level = await site.GetAsync<LevelJson>($"/api/v1/runs/{run.Id}/actions");

        Assert.Null(level.ParentId);
        Assert.Equal((1, run.RootActionId), (level.Total, Assert.Single(level.Items).Id));
    }

    [Fact]
    public async Task First_page_of_a_large_level_shows_what_stands_out()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.halves", inputs = new[] { 14 } });
        var path = $"/api/v1/runs/{run.Id}/actions?parent={run.RootActionId}";

        var first = await site.GetAsync<LevelJson>($"{path}&size=10");
        var second = await site.GetAsync<LevelJson>($"{path}&size=10&after={Uri.EscapeDataString(first.Next!)}");
        var whole = await site.GetAsync<LevelJson>($"{path}&size=14");

        Assert.Equal((14, 10, 4), (first.Total, first.Items.Count, second.Items.Count));
        Assert.Equal(new Dictionary<string, long> { ["succeeded"] = 7, ["failed"] = 7 }, first.Counts);
        Assert.Equal(LevelReading.Few, first.Failed!.Count);
        Assert.All(first.Failed, action => Assert.Equal(ActionState.Failed, action.State));
        Assert.Equal(LevelReading.Few, first.Slowest!.Count);
        Assert.Null(second.Failed ?? second.Slowest ?? whole.Failed ?? whole.Slowest);
    }

    [Theory]
    [InlineData("state:failed", 3)]
    [InlineData("task:web_tests.half", 6)]
    [InlineData("connection refused", 3)]
    [InlineData("error:\"5 is odd\"", 1)]
    [InlineData("reads:region", 0)]
    [InlineData("ctx.region=eu", 7)]
    public async Task Search_looks_in_all_of_the_run(string query, int count)
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.halves", inputs = new[] { 6 }, context = new { region = "eu" } });

        var found = await site.GetAsync<PageJson<ActionJson>>($"/api/v1/runs/{run.Id}/actions?q={Uri.EscapeDataString(query)}");

        Assert.Equal(count, found.Items.Count);
    }

    [Fact]
    public async Task Search_can_be_among_the_calls_of_one_action()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.halves", inputs = new[] { 6 } });

        var below = await site.GetAsync<PageJson<ActionJson>>($"/api/v1/runs/{run.Id}/actions?parent={run.RootActionId}&q=state:succeeded");

        Assert.Equal(3, below.Items.Count);
    }

    [Fact]
    public async Task One_action_is_shown_whole()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.halves", inputs = new[] { 2 }, context = new { region = "eu" } });
        var failed = (await site.GetAsync<PageJson<ActionJson>>($"/api/v1/runs/{run.Id}/actions?q=state:failed")).Items[0];

        var root = await site.GetAsync<ActionJson>($"/api/v1/runs/{run.Id}/actions/{run.RootActionId}");
        var action = await site.GetAsync<ActionJson>($"/api/v1/runs/{run.Id}/actions/{failed.Id}");

        Assert.Equal(new Dictionary<string, long> { ["succeeded"] = 1, ["failed"] = 1 }, root.Children);
        Assert.Equal(("web_tests.half", "[1]", run.RootActionId), (action.Task, action.Inputs.ToString(), action.ParentId));
        Assert.Equal("1 is odd: connection refused", action.Failure!.Message);
        Assert.EndsWith("Library.cs", action.Failure.UserFrame?.File ?? "Library.cs", StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(action.Attempts).Number);
        Assert.Equal("run launch by HTTP", Assert.Single(action.ContextEntries!).Origin.Text);
    }

    [Fact]
    public async Task One_action_is_cancelled()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(Library.Parent);
        ActionId? waits = null;
        await foreach (var happened in run.FollowAsync())
        {
            if (happened.Task == Library.Waits.Name)
            {
                waits = happened.ActionId;
                break;
            }
        }

        using var answer = await site.Http.PostAsync($"/api/v1/runs/{run.RunId}/actions/{waits}/cancel", content: null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await answer.ReadAsync<ActionJson>();
        await site.WaitAsync(run.RunId.Value);
        Assert.Equal(ActionState.Cancelled, (await site.GetAsync<ActionJson>($"/api/v1/runs/{run.RunId}/actions/{waits}")).State);
    }

    [Fact]
    public async Task Lens_shows_who_set_and_who_saw_and_who_read()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 3 }, context = new { region = "asia" } });

        var lens = await site.GetAsync<LensJson>($"/api/v1/runs/{run.Id}/context");

        var region = Assert.Single(lens.Keys);
        Assert.Equal(["eu 2", "asia 1", "us 1", " 1"], region.Values.OrderByDescending(value => value.SeenBy).ThenByDescending(value => value.Value is null ? -1 : 1).ThenBy(value => value.Value, StringComparer.Ordinal).Select(value => $"{value.Value} {value.SeenBy}"));
        Assert.All(region.Values.Where(value => value.Value is "eu" or "us"), value => Assert.Equal("asia", value.Overrode?.Value));
        Assert.Equal(5, lens.Actions);
        Assert.Equal(["eu", "us", "eu", null], region.ReadBy!.Select(reader => reader.Value));
        Assert.False(region.MoreReaders);

        var at = await site.GetAsync<LensJson>($"/api/v1/runs/{run.Id}/context?at={region.ReadBy![0].ActionId}");
        Assert.Equal(("eu", 2), (Assert.Single(Assert.Single(at.Keys).Values).Value, at.Keys[0].Values[0].SeenBy));
        var removed = await site.GetAsync<LensJson>($"/api/v1/runs/{run.Id}/context?at={region.ReadBy[3].ActionId}");
        Assert.Null(Assert.Single(Assert.Single(removed.Keys).Values).Value);
    }

    [Fact]
    public async Task Contexts_are_compared()
    {
        await using var site = await Site.StartAsync();
        var left = await site.RunAsync(new { task = "web_tests.region", context = new { same = "1", other = "1", gone = "1" } });
        var right = await site.RunAsync(new { task = "web_tests.region", context = new { same = "1", other = "2", fresh = "1" } });

        var diff = await site.GetAsync<DiffJson>($"/api/v1/runs/{left.Id}/context?diff={right.Id}");
        var ofActions = await site.GetAsync<DiffJson>($"/api/v1/runs/{left.Id}/context?at={left.RootActionId}&diff={right.Id}&diffAt={right.RootActionId}");

        Assert.Equal(["same Same", "other Changed", "gone Removed", "fresh Added"], diff.Keys.Select(key => $"{key.Key} {key.Change}"));
        Assert.Equal(diff.Keys.Select(key => key.Change), ofActions.Keys.Select(key => key.Change));
    }
}
