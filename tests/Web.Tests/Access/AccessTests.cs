using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Access;

public sealed class AccessTests
{
    public static TheoryData<string, string, string> Routes => new()
    {
        { "GET", "/api/v1/server", "read" },
        { "GET", "/api/v1/tasks", "read" },
        { "GET", "/api/v1/tasks/x", "read" },
        { "GET", "/api/v1/runs", "read" },
        { "GET", "/api/v1/runs/x", "read" },
        { "GET", "/api/v1/runs/x/actions", "read" },
        { "GET", "/api/v1/runs/x/actions/0000000000000000000000000a", "read" },
        { "GET", "/api/v1/runs/x/context", "read" },
        { "GET", "/api/v1/runs/x/events", "read" },
        { "GET", "/api/v1/runs/events?q=a:b", "read" },
        { "GET", "/openapi.json", "read" },
        { "GET", "/api/v1/nothing", "read" },
        { "POST", "/api/v1/runs", "run" },
        { "POST", "/api/v1/runs/x/cancel", "run" },
        { "POST", "/api/v1/runs/x/rerun", "run" },
        { "POST", "/api/v1/runs/x/resume", "run" },
        { "POST", "/api/v1/runs/x/signals/a", "run" },
        { "POST", "/api/v1/runs/x/actions/0000000000000000000000000a/cancel", "run" },
        { "GET", "/api/v1/cluster", "admin" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_lets_in_by_its_scope(string method, string path, string needed)
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);

        foreach (var (scope, token) in file.Tokens)
        {
            using var answer = await SendAsync(site, method, path, token);
            var isLetIn = scope >= Enum.Parse<AccessScope>(needed, ignoreCase: true);
            Assert.Equal(isLetIn, answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden));
            if (!isLetIn)
            {
                Assert.Equal("missing-scope", (await answer.ReadProblemAsync()).Slug());
            }
        }

        using var without = await SendAsync(site, method, path, token: null);
        Assert.Equal("unauthenticated", (await without.ReadProblemAsync()).Slug());
        Assert.Equal("Bearer", Assert.Single(without.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Matrix_has_every_route()
    {
        await using var site = await Site.StartAsync();
        var document = System.Text.Json.Nodes.JsonNode.Parse(await site.Http.GetStringAsync("/openapi.json"))!;
        var documented = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        string[] tried =
        [
            .. Routes.Select(row => $"{row[0]} {((string)row[1]).Split('?')[0]}").Where(route => !route.EndsWith("nothing", StringComparison.Ordinal) && !route.EndsWith("json", StringComparison.Ordinal)).Select(route => route
                .Replace("/runs/x", "/runs/{id}", StringComparison.Ordinal).Replace("/tasks/x", "/tasks/{name}", StringComparison.Ordinal)
                .Replace("0000000000000000000000000a", "{actionId}", StringComparison.Ordinal).Replace("signals/a", "signals/{name}", StringComparison.Ordinal)),
        ];

        Assert.Equal(documented.Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Bearer uc_wrong")]
    [InlineData("Bearer")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("nonsense with spaces")]
    public async Task Wrong_token_is_refused(string header)
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/server");
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var answer = await site.Http.SendAsync(request);

        Assert.Equal("unauthenticated", (await answer.ReadProblemAsync()).Slug());
        Assert.DoesNotContain(site.Logs.Lines, line => line.Text.Contains("uc_wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_tokens_are_limited_and_right_ones_are_not()
    {
        var time = new ManualTime();
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings, with: backend => backend with { Time = time });
        for (var count = 0; count < 30; count++)
        {
            using var right = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }

        for (var count = 0; count < FailureLimit.Most; count++)
        {
            using var wrong = await SendAsync(site, "GET", "/api/v1/server", "uc_wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using (var limited = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]))
        {
            Assert.Equal("too-many-failures", (await limited.ReadProblemAsync()).Slug());
            Assert.Equal(TimeSpan.FromMinutes(1), limited.Headers.RetryAfter?.Delta);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using var later = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Token_ends_when_it_is_revoked_or_expires()
    {
        var time = new ManualTime();
        using var file = TokensFile.Make(expires: time.GetUtcNow() + TimeSpan.FromHours(1));
        await using var site = await Site.StartAsync(file.Settings, with: backend => backend with { Time = time });
        using var before = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        time.Advance(TimeSpan.FromHours(1));
        using var expired = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);

        file.Rewrite(entry => entry with { Expires = null });
        using var renewed = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);

        file.Rewrite(entry => entry.Scopes.Contains(AccessScope.Read) ? null : entry);
        using var revoked = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
    }

    [Fact]
    public async Task Token_that_is_revoked_behind_a_link_ends()
    {
        using var file = TokensFile.Make();
        var link = $"{file.Path}.link";
        File.CreateSymbolicLink(link, file.Path);
        await using var site = await Site.StartAsync(file.Settings with { TokensFile = link });
        using var before = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        file.Rewrite(_ => null);

        using var revoked = await SendAsync(site, "GET", "/api/v1/server", file.Tokens[AccessScope.Read]);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
    }

    [Fact]
    public async Task Run_is_launched_by_the_name_of_the_token()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs") { Content = new StringContent("""{"task":"web_tests.region"}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", file.Tokens[AccessScope.Run]);

        using var answer = await site.Http.SendAsync(request);

        Assert.Equal("run via HTTP", (await answer.ReadAsync<RunJson>()).LaunchedBy);
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("localhost:8520", true)]
    [InlineData("127.0.0.1:8520", true)]
    [InlineData("[::1]:8520", true)]
    public async Task Without_tokens_only_names_of_this_machine_are_answered(string host, bool isAnswered)
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/server");
        request.Headers.Host = host;

        using var answer = await site.Http.SendAsync(request);

        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "http://localhost:3000", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost", true)]
    public async Task Change_on_behalf_of_another_site_is_refused(string header, string value, bool isTaken)
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs/none/cancel");
        request.Headers.Add(header, value);

        using var answer = await site.Http.SendAsync(request);

        Assert.Equal(isTaken ? "unknown-run" : "cross-site", (await answer.ReadProblemAsync()).Slug());
    }

    private static async Task<HttpResponseMessage> SendAsync(Site site, string method, string path, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST" && (path.EndsWith("runs", StringComparison.Ordinal) || path.Contains("signals", StringComparison.Ordinal)))
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await site.Http.SendAsync(request);
    }
}
