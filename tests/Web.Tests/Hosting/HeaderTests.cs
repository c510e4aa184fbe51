using System.Net;
using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Hosting;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nothing")]
    [InlineData("/api/v1/runs")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi.json")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.GetAsync(path);

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/tasks/web_tests.echo")]
    [InlineData("/sign-in")]
    public async Task Page_with_a_form_is_not_kept_and_nothing_is_logged_of_it(string path)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Http.GetAsync(path);

        Assert.Contains("__RequestVerificationToken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, NoCache: true });
        Assert.DoesNotContain(site.Logs.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/tasks")]
    public async Task Head_is_answered_as_get_without_the_body(string path)
    {
        await using var site = await Site.StartAsync();
        using var get = await site.Http.GetAsync(new Uri(path, UriKind.Relative));

        using var head = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType?.ToString()), (head.StatusCode, head.Content.Headers.ContentType?.ToString()));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_of_a_stream_that_never_ends_is_refused()
    {
        await using var site = await Site.StartAsync();

        using var head = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/runs/events"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, head.StatusCode);
    }

    [Fact]
    public async Task Defect_is_logged_and_tells_nothing_of_the_inside()
    {
        await using var site = await Site.StartAsync(with: backend => backend with { StoreProblem = _ => throw new InvalidTimeZoneException("the inside") });

        using var answer = await site.Http.GetAsync("/api/v1/server");

        var problem = await answer.ReadProblemAsync();
        Assert.Equal(("internal", 500), (problem.Slug(), problem.Status));
        Assert.DoesNotContain("inside", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(site.Logs.Lines, line => line.Id.Id == 6001 && line.Exception?.Message == "the inside");
        Assert.Contains("Content-Security-Policy", answer.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task Store_and_cluster_that_are_away_are_told_apart()
    {
        await using var site = await Site.StartAsync(with: backend => backend with
        {
            StoreProblem = _ => throw new StoreUnavailableException("The store is away."),
            Cluster = _ => throw new TimeoutException("no silo"),
            UnreachableReason = exception => exception is TimeoutException ? "No silo answers." : null,
        });

        using var store = await site.Http.GetAsync("/api/v1/server");
        using var cluster = await site.Http.GetAsync("/api/v1/cluster");

        Assert.Equal("store-unavailable", (await store.ReadProblemAsync()).Slug());
        Assert.Equal(TimeSpan.FromSeconds(5), store.Headers.RetryAfter?.Delta);
        Assert.Equal("cluster-unreachable", (await cluster.ReadProblemAsync()).Slug());
    }

    [Fact]
    public async Task Page_over_a_store_that_is_away_says_what_to_do_in_the_common_layout()
    {
        await using var site = await Site.StartAsync(with: backend => backend with { StoreProblem = _ => throw new StoreUnavailableException("The store <b>burns</b>.") });

        using var answer = await site.Http.GetAsync("/tasks?a=1");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        Assert.Contains("Content-Security-Policy", answer.Headers.Select(header => header.Key));
        Assert.Contains("<h1>The run store can&#x27;t be reached</h1>", page, StringComparison.Ordinal);
        Assert.Contains("The store &lt;b&gt;burns&lt;/b&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("undercurrent doctor", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/tasks?a=1\">Try again</a>", page, StringComparison.Ordinal);
        Assert.Contains("<nav aria-label=\"Pages\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_that_is_refused_gets_a_page_that_tells_nothing_of_the_host()
    {
        await using var site = await Site.StartAsync();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "http://rebound.example/");

        using var answer = await site.Http.SendAsync(asked);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("class=\"server\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_texts_stay_texts()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)>\u2028\"'&";
        await using var site = await Site.StartAsync();

        var run = await site.RunAsync(new { task = "web_tests.echo", inputs = new[] { Hostile }, context = new { note = Hostile }, labels = new { note = Hostile } });

        Assert.Equal((Hostile, Hostile, Hostile), (run.Output?.GetString(), run.Context["note"], run.Labels["note"]));
        using var page = await site.Http.GetAsync("/?q=" + Uri.EscapeDataString(Hostile));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("<img src=x", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var nothing = await site.Http.GetAsync("/<img src=x>");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.DoesNotContain("<img src=x", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
