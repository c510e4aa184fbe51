using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

public sealed class SiloHttpTests
{
    [Fact]
    public async Task Silo_serves_the_cluster_and_its_runs_over_http()
    {
        var (firstPort, secondPort) = (FreePorts.Next(), FreePorts.Next());
        await using var first = await SiloProcess.StartAsync(new SiloPlan { Name = "first", More = Http(firstPort) });
        await using var second = await SiloProcess.StartAsync(new SiloPlan { Name = "second", Primary = first, ClusterId = first.ClusterId, More = Http(secondPort) });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{secondPort}/") };
        using var gate = new Gate();
        var context = new Dictionary<string, string> { ["region"] = "eu" };
        using var launched = await http.PostAsJsonAsync("api/v1/runs", new { task = WaitingTasks.WaitHere.Name, inputs = new object[] { gate.Port, "here" }, context }).Soon("the launch");
        Assert.Equal(HttpStatusCode.Created, launched.StatusCode);
        var id = (await launched.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var body = await gate.NextAsync("the body");

        var silos = (await GetAsync(http, "cluster")).GetProperty("silos").EnumerateArray().ToArray();

        Assert.Equal([("first", "active", false), ("second", "active", true)], silos.Select(silo => (
            silo.GetProperty("name").GetString(), silo.GetProperty("state").GetString(), silo.GetProperty("isThis").GetBoolean())));
        Assert.Equal(1, silos.Sum(silo => silo.GetProperty("runningActions").GetInt64()));
        Assert.Equal(1, silos.Sum(silo => silo.GetProperty("ownedRuns").GetInt64()));
        Assert.All(silos, silo => Assert.InRange(silo.GetProperty("memoryBytes").GetInt64(), 1, long.MaxValue));

        await body.LetGoOnAsync();
        await using var runner = await Clients.ConnectAsync(first);
        await (await runner.GetRunAsync(RunId.Parse(id!)))!.ResultJsonAsync().Soon("the result");

        // The other silo tells the same of the run.
        using var other = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{firstPort}/") };
        var run = await GetAsync(other, $"runs/{id}");
        Assert.Equal(("succeeded", "eu"), (run.GetProperty("state").GetString(), run.GetProperty("context").GetProperty("region").GetString()));
    }

    private static string[] Http(int port) => ["--http-port", port.ToString(CultureInfo.InvariantCulture)];

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) =>
        await http.GetFromJsonAsync<JsonElement>(new Uri($"api/v1/{path}", UriKind.Relative)).Soon($"an answer of {path}");
}
