using System.Text;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Api;

/// <summary>What is wrong with a request is answered with status, type and the field's name.</summary>
public sealed class BadRequestTests
{
    private const string Nobody = "0000000000000000000000000a";

    [Theory]
    [InlineData("/api/v1/runs?size=0", 400, "bad-request", "size")]
    [InlineData("/api/v1/runs?size=1001", 400, "bad-request", "size")]
    [InlineData("/api/v1/runs?size=ten", 400, "bad-request", "size")]
    [InlineData("/api/v1/runs?after=nowhere", 400, "bad-request", "after")]
    [InlineData("/api/v1/runs?state=faild", 400, "bad-request", "state")]
    [InlineData("/api/v1/runs?launchedFrom=yesterday", 400, "bad-request", "launchedFrom")]
    [InlineData("/api/v1/runs?anyAction=maybe", 400, "bad-request", "anyAction")]
    [InlineData("/api/v1/runs?stat=failed", 400, "bad-request", "stat")]
    [InlineData("/api/v1/runs?state=failed&state=running", 400, "bad-request", "state")]
    [InlineData("/api/v1/runs?q=state:failed&state=running", 400, "bad-request", "state")]
    [InlineData("/api/v1/runs?q=stat:failed", 400, "bad-query", "q")]
    [InlineData("/api/v1/runs?q=age%3C1x", 400, "bad-query", "q")]
    [InlineData("/api/v1/runs/events?q=stat:failed", 400, "bad-query", "q")]
    [InlineData("/api/v1/runs/-", 400, "bad-request", "id")]
    [InlineData("/api/v1/runs/none", 404, "unknown-run", null)]
    [InlineData("/api/v1/runs/none?verbose=true", 400, "bad-request", "verbose")]
    [InlineData("/api/v1/runs/none/actions", 404, "unknown-run", null)]
    [InlineData("/api/v1/runs/none/actions?parent=x", 400, "bad-request", "parent")]
    [InlineData("/api/v1/runs/none/actions?q=reeds:k", 400, "bad-query", "q")]
    [InlineData("/api/v1/runs/none/actions/x", 400, "bad-request", "actionId")]
    [InlineData("/api/v1/runs/none/actions/" + Nobody, 404, "unknown-run", null)]
    [InlineData("/api/v1/runs/none/context", 404, "unknown-run", null)]
    [InlineData("/api/v1/runs/none/context?at=x", 400, "bad-request", "at")]
    [InlineData("/api/v1/runs/none/context?diff=!", 400, "bad-request", "diff")]
    [InlineData("/api/v1/runs/none/context?diffAt=" + Nobody, 400, "bad-request", "diffAt")]
    [InlineData("/api/v1/runs/none/events", 404, "unknown-run", null)]
    [InlineData("/api/v1/runs/none/events?after=-1", 400, "bad-request", "after")]
    [InlineData("/api/v1/runs/none/events?kinds=reported,loggd", 400, "bad-request", "kinds")]
    [InlineData("/api/v1/runs/none/events?action=x", 400, "bad-request", "action")]
    [InlineData("/api/v1/runs/none/events?follow=no", 400, "bad-request", "follow")]
    [InlineData("/api/v1/tasks/web_tests.ech", 404, "unknown-task", null)]
    [InlineData("/api/v1/tasks?size=3", 400, "bad-request", "size")]
    [InlineData("/api/v1/server?x=1", 400, "bad-request", "x")]
    [InlineData("/api/v1/cluster", 404, "no-cluster", null)]
    [InlineData("/api/v1/nothing", 404, "unknown-route", null)]
    [InlineData("/api/nothing", 404, "unknown-route", null)]
    public async Task Get_that_is_wrong_is_a_problem(string path, int status, string slug, string? field)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.GetAsync(path);

        await HoldsAsync(answer, status, slug, field);
    }

    [Theory]
    [InlineData("", 400, "bad-json", null)]
    [InlineData("{", 400, "bad-json", null)]
    [InlineData("{\"task\":\"a\",\"task\":\"b\"}", 400, "bad-json", null)]
    [InlineData("{\"task\":\"\\ud800\"}", 400, "bad-request", "task")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"a\":\"\\ud800\"}}", 400, "bad-json", null)]
    [InlineData("[]", 400, "bad-request", "body")]
    [InlineData("{}", 400, "bad-request", "task")]
    [InlineData("{\"task\":null}", 400, "bad-request", "task")]
    [InlineData("{\"task\":5}", 400, "bad-request", "task")]
    [InlineData("{\"task\":\"web_tests.region\",\"contxt\":{}}", 400, "bad-request", "contxt")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":[]}", 400, "bad-request", "context")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"a\":5}}", 400, "bad-request", "context.a")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"a\":null}}", 400, "bad-request", "context.a")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"a b\":\"c\"}}", 422, "context-limit", "context.a b")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"a\":\"b\\u0007\"}}", 422, "context-limit", "context.a")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"undercurrent.x\":\"b\"}}", 422, "context-limit", "context.undercurrent.x")]
    [InlineData("{\"task\":\"web_tests.region\",\"labels\":{\"a b\":\"c\"}}", 400, "bad-request", "labels.a b")]
    [InlineData("{\"task\":\"web_tests.region\",\"labels\":{\"a\":\"\\u0000\"}}", 400, "bad-request", "labels.a")]
    [InlineData("{\"task\":\"web_tests.region\",\"labels\":{\"a\":null}}", 400, "bad-request", "labels.a")]
    [InlineData("{\"task\":\"web_tests.region\",\"id\":\"-x\"}", 400, "bad-request", "id")]
    [InlineData("{\"task\":\"web_tests.region\",\"id\":\"events\"}", 400, "bad-request", "id")]
    [InlineData("{\"task\":\"web_tests.region\",\"maxConcurrency\":-1}", 400, "bad-request", "maxConcurrency")]
    [InlineData("{\"task\":\"web_tests.region\",\"maxConcurrency\":\"1\"}", 400, "bad-request", "maxConcurrency")]
    [InlineData("{\"task\":\"web_tests.region\",\"maxConcurrency\":1.5}", 400, "bad-request", "maxConcurrency")]
    [InlineData("{\"task\":\"web_tests.region\",\"cache\":\"never\"}", 400, "bad-request", "cache")]
    [InlineData("{\"task\":\"web_tests.regoin\"}", 422, "unknown-task", null)]
    [InlineData("{\"task\":\"web_tests.echo\"}", 422, "bad-inputs", "inputs")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":\"a\"}", 422, "bad-inputs", "inputs")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":[1]}", 422, "bad-inputs", "inputs")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":{\"txt\":\"a\"}}", 422, "bad-inputs", "inputs.txt")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":{}}", 422, "bad-inputs", "inputs.text")]
    public async Task Start_that_is_wrong_is_a_problem(string body, int status, string slug, string? field)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.PostAsync("/api/v1/runs", Json(body));

        await HoldsAsync(answer, status, slug, field);
        Assert.Empty((await site.Runner.Records.FindRunsAsync(new Records.RunQuery())).Items);
    }

    [Theory]
    [InlineData("{\"task\":\"LONG\"}")]
    [InlineData("{\"task\":\"web_tests.region\",\"LONG\":1}")]
    [InlineData("{\"task\":\"web_tests.region\",\"id\":\"LONG\"}")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"LONG\":1}}")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{\"LONG\":\"a\"}}")]
    [InlineData("{\"task\":\"web_tests.region\",\"labels\":{\"LONG\":\"a\"}}")]
    [InlineData("{\"task\":\"web_tests.region\",\"cache\":\"LONG\"}")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":{\"LONG\":1}}")]
    [InlineData("{\"task\":\"web_tests.echo\",\"inputs\":{MANY}}")]
    [InlineData("{\"task\":\"web_tests.region\",\"context\":{MANY}}")]
    public async Task Refusal_is_short_whatever_is_sent(string body)
    {
        await using var site = await Site.StartAsync();
        var many = string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"member-{number:D4}\":1"));

        using var answer = await site.Http.PostAsync("/api/v1/runs", Json(body.Replace("LONG", new string('x', 100_000), StringComparison.Ordinal).Replace("MANY", many, StringComparison.Ordinal)));

        Assert.InRange((int)answer.StatusCode, 400, 422);
        Assert.InRange((await answer.Content.ReadAsStringAsync()).Length, 1, 20_000);
    }

    [Theory]
    [InlineData("rerun", "{\"from\":\"middle\"}", 400, "bad-request", "from")]
    [InlineData("rerun", "{\"set\":{\"a\":1}}", 400, "bad-request", "set.a")]
    [InlineData("rerun", "{\"set\":{\"a b\":\"c\"}}", 422, "context-limit", "set.a b")]
    [InlineData("rerun", "{\"remove\":\"a\"}", 400, "bad-request", "remove")]
    [InlineData("rerun", "{\"remove\":[1]}", 400, "bad-request", "remove[0]")]
    [InlineData("rerun", "{\"set\":{\"a\":\"b\"},\"remove\":[\"a\"]}", 400, "bad-request", "remove.a")]
    [InlineData("rerun", "{\"from\":\"failure\",\"set\":{\"a\":\"b\"}}", 400, "bad-request", "set.a")]
    [InlineData("rerun", "{\"from\":\"failure\",\"remove\":[\"region\"]}", 400, "bad-request", "remove.region")]
    [InlineData("rerun", "{\"from\":\"failure\",\"inputs\":[]}", 400, "bad-request", "inputs")]
    [InlineData("rerun", "{\"id\":\"/\"}", 400, "bad-request", "id")]
    [InlineData("rerun", "{\"id\":\"source\"}", 409, "run-exists", null)]
    [InlineData("rerun", "{\"maxConcurrency\":0}", 400, "bad-request", "maxConcurrency")]
    [InlineData("rerun", "{\"inputs\":[1]}", 422, "bad-inputs", "inputs")]
    [InlineData("signals/a%20b", "1", 400, "bad-request", "name")]
    [InlineData("signals/a", "{", 400, "bad-json", null)]
    [InlineData("signals/a", "", 400, "bad-json", null)]
    [InlineData("signals/a", "1", 409, "run-ended", null)]
    public async Task Change_that_is_wrong_is_a_problem(string path, string body, int status, string slug, string? field)
    {
        await using var site = await Site.StartAsync();
        await site.RunAsync(new { task = "web_tests.region", id = "source", context = new { region = "eu" } });

        using var answer = await site.Http.PostAsync($"/api/v1/runs/source/{path}", Json(body));

        await HoldsAsync(answer, status, slug, field);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("resume")]
    [InlineData("rerun")]
    [InlineData("signals/a")]
    [InlineData("actions/" + Nobody + "/cancel")]
    public async Task Change_of_an_unknown_run_is_a_problem(string path)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.PostAsync($"/api/v1/runs/none/{path}", Json("{}"));

        await HoldsAsync(answer, 404, "unknown-run", field: null);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.PostAsync("/api/v1/runs", Json(
            """{ "task": "web_tests.region", "id": "?", "maxConcurrency": 0, "context": { "a b": "c", "d": "\u0001" }, "labels": { "e f": "" } }"""));

        var problem = await answer.ReadProblemAsync();
        Assert.Equal("bad-request", problem.Slug());
        Assert.Equal(["context.a b", "context.d", "id", "labels.e f", "maxConcurrency"], problem.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/runs", 405, "method-not-allowed")]
    [InlineData("POST", "/api/v1/tasks", 405, "method-not-allowed")]
    [InlineData("DELETE", "/api/v1/runs/x", 405, "method-not-allowed")]
    public async Task Method_that_a_route_does_not_take_is_a_problem(string method, string path, int status, string slug)
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await site.Http.SendAsync(request);

        await HoldsAsync(answer, status, slug, field: null);
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_that_is_not_json_is_refused(string? type)
    {
        await using var site = await Site.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"task":"web_tests.region"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await site.Http.PostAsync("/api/v1/runs", content);

        await HoldsAsync(answer, 415, "unsupported-media-type", field: null);
    }

    [Theory]
    [InlineData("/api/v1/runs", 1024 + (64 * 1024))]
    [InlineData("/api/v1/runs/x/signals/a", (64 * 1024) + 1024)]
    [InlineData("/api/v1/runs/x/cancel", 1024 * 1024)]
    public async Task Body_that_is_too_large_is_refused(string path, int limit)
    {
        await using var site = await Site.StartAsync(with: backend => backend with { MaxPayloadBytes = 1024 });

        using var answer = await site.Http.PostAsync(path, Json(new string(' ', limit + 1)));

        await HoldsAsync(answer, 413, "too-large", field: null);
    }

    [Fact]
    public async Task Body_that_does_not_say_its_size_is_cut_off_at_the_limit()
    {
        await using var site = await Site.StartAsync(with: backend => backend with { MaxPayloadBytes = 1024 });
        using var content = new StreamContent(new EndlessSpaces());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await site.Http.SendAsync(request);

        await HoldsAsync(answer, 413, "too-large", field: null);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task HoldsAsync(HttpResponseMessage answer, int status, string slug, string? field)
    {
        var problem = await answer.ReadProblemAsync();
        Assert.Equal((slug, status), (problem.Slug(), problem.Status));
        Assert.NotEmpty(problem.Detail);
        if (field is not null)
        {
            Assert.NotEmpty(Assert.Contains(field, problem.Errors!));
        }
    }
}
