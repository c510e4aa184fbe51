using System.Globalization;
using System.Net;
using Undercurrent.Processes.Tasks;

namespace Undercurrent.Processes;

public class HealthTests
{
    [Fact]
    public async Task Silo_is_ready_until_it_is_asked_to_stop_and_alive_until_it_has()
    {
        using var http = new HttpClient();
        var port = FreePorts.Next();
        await using var silo = await SiloProcess.StartAsync(new SiloPlan { More = ["--health-port", port.ToString(CultureInfo.InvariantCulture)] });
        await using var runner = await Clients.ConnectAsync(silo);
        using var gate = new Gate();
        var run = await runner.StartAsync(WaitingTasks.WaitHere, gate.Port, "here");
        var body = await gate.NextAsync("the body");
        Assert.Equal((HttpStatusCode.OK, """{"healthy":true,"reasons":[]}"""), await GetAsync("live"));
        Assert.Equal((HttpStatusCode.OK, """{"healthy":true,"reasons":[]}"""), await GetAsync("ready"));

        await silo.TerminateAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"healthy":false,"reasons":["the silo drains"]}"""), await GetAsync("ready"));
        Assert.Equal((HttpStatusCode.OK, """{"healthy":true,"reasons":[]}"""), await GetAsync("live"));
        await body.LetGoOnAsync();
        await run.ResultAsync().Soon("the result");
        Assert.Equal(0, (await silo.EndAsync()).Code);

        async Task<(HttpStatusCode Code, string Body)> GetAsync(string probe)
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/{probe}")).Soon($"an answer of /health/{probe}");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
