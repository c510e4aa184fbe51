using System.Net;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

public class ClusterPageTests
{
    [Fact]
    public async Task Page_without_a_cluster_says_where_to_read_on()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.GetAsync(new Uri("/cluster", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("see docs/deploy.md", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_without_an_answer_says_so_once()
    {
        var silos = new ClusterJson(
            [
                new SiloJson { Name = "silo1", Address = "10.0.0.1:11111@1", State = "active", RunningActions = 12, OwnedRuns = 3, QueuedActions = 4, MemoryBytes = 1024, CpuPercent = 37.5 },
                new SiloJson { Name = "silo2", Address = "10.0.0.2:11111@1", State = "dead" },
            ],
            "postgres",
            null);
        await using var site = await Site.StartAsync(with: backend => backend with { Cluster = _ => Task.FromResult(silos) });

        var page = await site.PageAsync("/cluster");

        Assert.Equal(1, page.CountOf("no answer"));
        Assert.Contains("<td class=\"number\">38 %</td>", page, StringComparison.Ordinal);
    }
}
