using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Docs;

/// <summary>Runs an example of each route, and writes down what was said, without what is another on each machine.</summary>
internal static partial class Examples
{
    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true, TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver };

    public static async Task<IReadOnlyDictionary<string, string>> RunAsync()
    {
        var time = new ManualTime();
        await using var site = await Site.StartAsync(
            new WebSettings { BaggageKeys = ["region"] },
            new LocalRunnerOptions { Time = time },
            backend => backend with { Time = time, Name = "desk" });
        var examples = new Dictionary<string, string>();
        examples["runs.start"] = await SayAsync(
            site, "POST", "/api/v1/runs", """{ "task": "web_tests.fan", "inputs": { "count": 1 }, "context": { "region": "asia" }, "labels": { "team": "x" }, "id": "nightly-7" }""", isOutcomeOpen: true);
        await site.WaitAsync("nightly-7");
        var root = (await site.GetAsync<RunJson>("/api/v1/runs/nightly-7")).RootActionId;
        examples["server.get"] = await SayAsync(site, "GET", "/api/v1/server");
        examples["cluster.get"] = await SayAsync(site, "GET", "/api/v1/cluster");
        examples["tasks.get"] = await SayAsync(site, "GET", "/api/v1/tasks/web_tests.add");
        examples["runs.list"] = await SayAsync(site, "GET", "/api/v1/runs?q=state:succeeded+ctx.region%3Deu+in:any&size=1");
        examples["runs.get"] = await SayAsync(site, "GET", "/api/v1/runs/nightly-7");
        examples["actions.list"] = await SayAsync(site, "GET", $"/api/v1/runs/nightly-7/actions?parent={root}&size=2");
        examples["actions.get"] = await SayAsync(site, "GET", $"/api/v1/runs/nightly-7/actions/{root}");
        examples["context.get"] = await SayAsync(site, "GET", $"/api/v1/runs/nightly-7/context?at={root}");
        examples["events.follow"] = await SayAsync(site, "GET", "/api/v1/runs/nightly-7/events?after=6");
        examples["runs.rerun"] = await SayAsync(site, "POST", "/api/v1/runs/nightly-7/rerun", """{ "set": { "region": "eu" }, "id": "nightly-7b" }""", isOutcomeOpen: true);
        examples["runs.signal"] = await SignalAsync(site);
        examples["problem"] = await SayAsync(site, "POST", "/api/v1/runs", """{ "task": "web_tests.add", "context": { "a b": "c" }, "maxConcurrency": 0 }""");
        return examples;
    }

    private static async Task<string> SignalAsync(Site site)
    {
        await site.Runner.StartAsync(Library.Waits, new RunOptions { Id = RunId.Parse("release-12") });
        return await SayAsync(site, "POST", "/api/v1/runs/release-12/signals/approval", "\"yes\"");
    }

    private static async Task<string> SayAsync(Site site, string method, string path, string? body = null, bool isOutcomeOpen = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await site.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
        {
            using var json = JsonDocument.Parse(text);
            text = isOutcomeOpen ? Opening(json.RootElement) : JsonSerializer.Serialize(json.RootElement, Indented);
        }

        var said = new StringBuilder($"{method} {path}\n");
        _ = body is null ? said : said.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\n\n{body}\n");
        said.Append(CultureInfo.InvariantCulture, $"\n{(int)answer.StatusCode} {answer.ReasonPhrase}\n");
        _ = answer.Headers.Location is { } location ? said.Append(CultureInfo.InvariantCulture, $"Location: {location}\n") : said;
        return Masked(said.Append(CultureInfo.InvariantCulture, $"\n{text}").ToString());
    }

    // How far the run got by the time of the answer is another each time, so only what doesn't depend on that is shown.
    private static string Opening(JsonElement run)
    {
        var steady = new[] { "id", "task", "context", "labels", "launchedBy" }.Select(member => $"  \"{member}\": {run.GetProperty(member).GetRawText()},\n");
        return $"{{\n{string.Concat(steady)}  …\n}}";
    }

    private static string Masked(string text) => Path().Replace(Host().Replace(text.ReplaceLineEndings("\n"), "desk:4711"), "Library.cs");

    [GeneratedRegex(@"(?<=""(owner|host)"": ?"")[^""]+")]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<="")[^""\n]*Library\.cs(?="")")]
    private static partial Regex Path();
}
