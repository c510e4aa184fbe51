using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

public sealed class RunTests
{
    [Fact]
    public async Task Start_answers_with_the_run_and_where_it_is()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.PostAsJsonAsync("/api/v1/runs", new
        {
            task = "web_tests.add",
            inputs = new { right = 2, left = 1 },
            id = "sum",
            context = new { region = "eu" },
            labels = new { team = "x" },
            maxConcurrency = 3,
            cache = "off",
        });

        Assert.Equal((HttpStatusCode.Created, "/api/v1/runs/sum"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var run = await answer.ReadAsync<RunJson>();
        Assert.Equal(("sum", "web_tests.add", "[1,2]"), (run.Id, run.Task, run.Inputs.ToString()));
        Assert.Equal("eu", run.Context["region"]);
        Assert.Equal("x", run.Labels["team"]);
        await site.WaitAsync("sum");
        Assert.Equal("3", (await site.GetAsync<RunJson>("/api/v1/runs/sum")).Output.ToString());
    }

    [Fact]
    public async Task Id_makes_a_start_repeatable()
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.region", id = "once" });

        using var answer = await site.Http.PostAsJsonAsync("/api/v1/runs", new { task = "web_tests.region", id = "once" });

        Assert.Equal("run-exists", (await answer.ReadProblemAsync()).Slug());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trace_of_the_request_is_that_of_the_run_whether_the_server_makes_spans_or_not(bool serverMakesSpans)
    {
        NotingRunner? runner = null;
        await using var site = await Site.StartAsync(with: backend => backend with
        {
            Runner = runner = new NotingRunner(backend.Runner),
            Loggers = serverMakesSpans ? backend.Loggers : NullLoggerFactory.Instance,
        });

        await StartAsync("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", runner!.TraceParent, StringComparison.Ordinal);
        await StartAsync("00-nonsense");
        Assert.DoesNotContain("nonsense", runner.TraceParent ?? "", StringComparison.Ordinal);

        async Task StartAsync(string traceParent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = Json("""{"task":"web_tests.region"}""") };
            request.Headers.Add("traceparent", traceParent);
            using var answer = await site.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("state=succeeded", 2)]
    [InlineData("state=failed", 1)]
    [InlineData("task=web_tests.half", 2)]
    [InlineData("error=connection+refused", 1)]
    [InlineData("label.team=x", 1)]
    [InlineData("ctx.region=eu", 1)]
    [InlineData("ctx.region=us", 0)]
    [InlineData("ctx.region=us&anyAction=true", 1)]
    [InlineData("launchedFrom=2000-01-01", 3)]
    [InlineData("launchedBefore=2000-01-01T00:00:00Z", 0)]
    [InlineData("q=state:failed+refused", 1)]
    [InlineData("q=ctx.region%3Dus+in:any+age%3C1h", 1)]
    [InlineData("q=state:succeeded&task=web_tests.half", 1)]
    [InlineData("state=&task=", 3)]
    public async Task Runs_are_found(string query, int count)
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.half", inputs = new[] { 2 }, labels = new { team = "x" } });
        await site.RunAsync(new { task = "web_tests.half", inputs = new[] { 1 } });
        await site.RunAsync(new { task = "web_tests.fan", inputs = new[] { 2 }, context = new { region = "eu" } });

        Assert.Equal(count, (await site.GetAsync<PageJson<RunJson>>($"/api/v1/runs?{query}")).Items.Count);
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        await using var site = await Site.StartAsync();
        for (var number = 0; number < 5; number++)
        {
            await site.RunAsync(new { task = "web_tests.region", id = $"run{number}" });
        }

        var first = await site.GetAsync<PageJson<RunJson>>("/api/v1/runs?size=3");
        var second = await site.GetAsync<PageJson<RunJson>>($"/api/v1/runs?size=3&after={Uri.EscapeDataString(first.Next!)}");

        Assert.Null(second.Next);
        Assert.Equal(["run0", "run1", "run2", "run3", "run4"], first.Items.Concat(second.Items).Select(run => run.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_is_cancelled_and_stays_so()
    {
        await using var site = await Site.StartAsync();
        using var started = await site.Http.PostAsJsonAsync("/api/v1/runs", new { task = "web_tests.parent", id = "waits" });

        using var answer = await site.Http.PostAsync("/api/v1/runs/waits/cancel", content: null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await answer.ReadAsync<RunJson>();
        await site.WaitAsync("waits");
        using var again = await site.Http.PostAsync("/api/v1/runs/waits/cancel", content: null);

        Assert.Equal(RunState.Cancelled, (await again.ReadAsync<RunJson>()).State);
    }

    [Fact]
    public async Task Signal_that_comes_first_holds()
    {
        await using var site = await Site.StartAsync();
        using var started = await site.Http.PostAsJsonAsync("/api/v1/runs", new { task = "web_tests.waits", id = "waits" });

        using var first = await site.Http.PostAsync("/api/v1/runs/waits/signals/approval", Json("\"yes\""));

        Assert.True((await first.ReadAsync<SignalAnswerJson>()).Holds);
        await site.WaitAsync("waits");
        Assert.Equal("yes", (await site.GetAsync<RunJson>("/api/v1/runs/waits")).Output.ToString());
    }

    [Fact]
    public async Task Run_is_launched_again_as_it_was_or_changed()
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { "a" }, id = "source", context = new { region = "eu", user = "ada" }, labels = new { team = "x" } });

        using var same = await site.Http.PostAsync("/api/v1/runs/source/rerun", content: null);
        using var changed = await site.Http.PostAsJsonAsync("/api/v1/runs/source/rerun", new { set = new { region = "us" }, remove = new[] { "user" }, inputs = new { text = "b" }, labels = new { }, id = "changed" });

        var first = await same.ReadAsync<RunJson>();
        Assert.Equal((HttpStatusCode.Created, "source", "[\"a\"]", 2), (same.StatusCode, first.Source?.RunId, first.Inputs.ToString(), first.Context.Count));
        var second = await changed.ReadAsync<RunJson>();
        Assert.Equal(("changed", "[\"b\"]", 0), (second.Id, second.Inputs.ToString(), second.Labels.Count));
        Assert.Equal(new Dictionary<string, string> { ["region"] = "us" }, second.Context);
    }

    [Fact]
    public async Task Sensitive_values_are_given_anew_to_a_launch_again_and_are_never_shown()
    {
        var limits = new ContextLimits { SensitiveKeys = SensitiveKeys.Matching("secret") };
        await using var site = await Site.StartAsync(runnerOptions: new LocalRunnerOptions { ContextLimits = limits });
        await site.RunAsync(new { task = "web_tests.region", id = "source", context = new { secret = "hunter2" } });

        using var refused = await site.Http.PostAsync("/api/v1/runs/source/rerun", content: null);
        using var given = await site.Http.PostAsJsonAsync("/api/v1/runs/source/rerun", new { set = new { secret = "hunter3" } });

        Assert.Contains("set.secret", (await refused.ReadProblemAsync()).Errors!);
        Assert.Equal("***", (await given.ReadAsync<RunJson>()).Context["secret"]);
        foreach (var path in new[] { "", "/context", "/actions", "/context?diff=source", "/events" })
        {
            Assert.DoesNotContain("hunter", await site.Http.GetStringAsync($"/api/v1/runs/source{path}"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resume_finds_a_run_that_has_ended_and_is_not_for_clusters()
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.region", id = "ended" });
        using var answer = await site.Http.PostAsync("/api/v1/runs/ended/resume", content: null);
        Assert.Equal(RunState.Succeeded, (await answer.ReadAsync<RunJson>()).State);

        await using var cluster = await Site.StartAsync(with: backend => backend with { Resume = null });
        using var refused = await cluster.Http.PostAsync("/api/v1/runs/ended/resume", content: null);
        Assert.Equal("not-possible", (await refused.ReadProblemAsync()).Slug());
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
