using System.Net.Http.Json;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

public sealed class SmokeTests
{
    [Fact]
    public async Task Everything_answers()
    {
        await using var site = await Site.StartAsync();
        var run = await site.RunAsync(new { task = "web_tests.fan", inputs = new { count = 3 }, context = new { region = "asia" }, labels = new { team = "x" } });
        Assert.Equal(Records.RunState.Succeeded, run.State);
        foreach (var path in new[]
        {
            "/api/v1/server", "/api/v1/tasks", "/api/v1/tasks/web_tests.echo", "/api/v1/runs", "/api/v1/runs?q=state:succeeded+ctx.region=asia",
            $"/api/v1/runs/{run.Id}", $"/api/v1/runs/{run.Id}/actions", $"/api/v1/runs/{run.Id}/actions?parent={run.RootActionId}", $"/api/v1/runs/{run.Id}/actions?q=reads:region",
            $"/api/v1/runs/{run.Id}/actions/{run.RootActionId}", $"/api/v1/runs/{run.Id}/context", $"/api/v1/runs/{run.Id}/context?at={run.RootActionId}", $"/api/v1/runs/{run.Id}/context?diff={run.Id}",
            $"/api/v1/runs/{run.Id}/events", "/api/v1/cluster", "/api/v1/nothing", "/api/v1/runs?q=stat:failed", "/api/v1/runs?siz=3&state=faild", "/openapi.json",
        })
        {
            using var answer = await site.Http.GetAsync(path);
            Assert.NotEqual(500, (int)answer.StatusCode);
        }

        using var bad = await site.Http.PostAsJsonAsync("/api/v1/runs", new { task = "web_tests.fun", id = "!", maxConcurrency = -1, contxt = 1, labels = 3 });
        Assert.Equal(400, (int)bad.StatusCode);
    }
}
