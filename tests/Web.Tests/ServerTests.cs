using System.Net;
using Microsoft.AspNetCore.TestHost;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web;

public sealed class ServerTests
{
    [Fact]
    public async Task Server_shows_its_first_page()
    {
        await using var runner = LocalRunner.Create();
        var backend = new WebBackend { Runner = runner, Tasks = TaskCatalog.Default, Name = "test", Engine = "inProcess" };
        await using var app = WebServer.Build(new WebSettings(), backend, host => host.UseTestServer());
        await app.StartAsync();

        using var answer = await app.GetTestClient().GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<title>Runs - Undercurrent</title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
