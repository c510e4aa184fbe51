using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task Page_without_a_session_leads_to_the_sign_in_and_back()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server);

        using var refused = await browser.GetAsync("/?q=state:failed");
        Assert.Equal("/sign-in?returnTo=%2F%3Fq%3Dstate%3Afailed", refused.Headers.Location?.OriginalString);
        using var answer = await SignInAsync(browser, file.Tokens[AccessScope.Run], refused.Headers.Location!.OriginalString);

        Assert.Equal("/?q=state:failed", answer.Headers.Location?.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("undercurrent-8520=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Cookie_over_https_is_held_to_this_host()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server, "https://localhost/");

        using var answer = await SignInAsync(browser, file.Tokens[AccessScope.Run]);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-undercurrent-8520=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Wrong_token_leads_to_the_form_again_and_too_many_are_limited()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server);
        for (var count = 0; count < FailureLimit.Most; count++)
        {
            using var wrong = await SignInAsync(browser, "uc_wrong");
            Assert.StartsWith("/sign-in?wrong=token", wrong.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        using var limited = await SignInAsync(browser, file.Tokens[AccessScope.Run]);
        Assert.StartsWith("/sign-in?wrong=often", limited.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ends_with_its_token_and_by_signing_out()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server);
        using var signedIn = await SignInAsync(browser, file.Tokens[AccessScope.Run]);
        using var before = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        using var signedOut = await browser.PostAsync("/sign-out", form: ("__RequestVerificationToken", await AntiforgeryAsync(browser)));
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        using var after = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);

        using var again = await SignInAsync(browser, file.Tokens[AccessScope.Run]);
        file.Rewrite(entry => entry.Name == "run" ? null : entry);
        using var revoked = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
    }

    [Fact]
    public async Task Form_without_the_antiforgery_token_is_refused()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server);

        using var answer = await browser.PostAsync("/sign-in", form: ("token", file.Tokens[AccessScope.Run]));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Change_by_the_api_with_a_cookie_needs_the_antiforgery_token()
    {
        using var file = TokensFile.Make();
        await using var site = await Site.StartAsync(file.Settings);
        using var browser = new Browser(site.Server);
        using var signedIn = await SignInAsync(browser, file.Tokens[AccessScope.Run]);

        using var read = await browser.GetAsync("/api/v1/server");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var refused = await browser.PostAsync("/api/v1/runs/none/cancel");
        Assert.Equal("cross-site", (await refused.ReadProblemAsync()).Slug());
        using var taken = await browser.PostAsync("/api/v1/runs/none/cancel", header: ("RequestVerificationToken", await AntiforgeryAsync(browser)));
        Assert.Equal("unknown-run", (await taken.ReadProblemAsync()).Slug());
    }

    [Theory]
    [InlineData("/runs/x?y=z", "/runs/x?y=z")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("runs", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: b=c", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Only_a_path_of_this_server_is_gone_to(string? path, string expected) => Assert.Equal(expected, SignIn.LocalPath(path));

    [Fact]
    public async Task Keys_in_a_folder_keep_sessions_over_a_restart()
    {
        using var file = TokensFile.Make();
        var settings = file.Settings with { KeysFolder = Path.Combine(Path.GetDirectoryName(file.Path)!, "keys") };
        Browser browser;
        await using (var before = await Site.StartAsync(settings))
        {
            browser = new Browser(before.Server);
            using var signedIn = await SignInAsync(browser, file.Tokens[AccessScope.Run]);
        }

        await using var after = await Site.StartAsync(settings);
        using var same = browser.At(after.Server);
        using var page = await same.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        browser.Dispose();
    }

    [Fact]
    public async Task Page_with_a_form_logs_nothing_of_a_cookie_from_before_a_restart()
    {
        await using var before = await Site.StartAsync();
        using var browser = new Browser(before.Server);
        using var old = await browser.GetAsync("/tasks/web_tests.echo");
        await using var site = await Site.StartAsync();
        using var same = browser.At(site.Server);

        using var page = await same.GetAsync("/tasks/web_tests.echo");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain(site.Logs.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Cookies_of_servers_on_one_host_have_names_of_their_own_unless_the_servers_share_their_keys()
    {
        using var file = TokensFile.Make();
        await using var one = await Site.StartAsync(new WebSettings { Port = 8541 });
        await using var other = await Site.StartAsync(new WebSettings { Port = 8542 });
        await using var shared = await Site.StartAsync(new WebSettings { Port = 8543, KeysFolder = Path.Combine(Path.GetDirectoryName(file.Path)!, "keys-of-all") });

        Assert.Equal(
            ["undercurrent-antiforgery-8541", "undercurrent-antiforgery-8542", "undercurrent-antiforgery"],
            new[] { await NameAsync(one), await NameAsync(other), await NameAsync(shared) });

        static async Task<string> NameAsync(Site site)
        {
            using var page = await site.Http.GetAsync("/tasks/web_tests.echo");
            return Assert.Single(page.Headers.GetValues("Set-Cookie")).Split('=')[0];
        }
    }

    [Fact]
    public async Task Keys_without_a_folder_are_in_memory_alone()
    {
        await using var site = await Site.StartAsync();

        var keys = site.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value;

        Assert.IsType<KeysInMemory>(keys.XmlRepository);
        Assert.NotEmpty(keys.XmlRepository.GetAllElements());
        Assert.DoesNotContain(site.Logs.Lines, line => line.Level == LogLevel.Warning);
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, string token, string path = "/sign-in")
    {
        using var page = await browser.GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        var returnTo = WebUtility.HtmlDecode(Field("returnTo").Match(html).Groups[1].Value);
        return await browser.PostAsync("/sign-in", form: [("token", token), ("returnTo", returnTo), ("__RequestVerificationToken", AntiforgeryOf(html))]);
    }

    private static async Task<string> AntiforgeryAsync(Browser browser)
    {
        using var page = await browser.GetAsync("/sign-in");
        return AntiforgeryOf(await page.Content.ReadAsStringAsync());
    }

    private static string AntiforgeryOf(string html) => Field("__RequestVerificationToken").Match(html).Groups[1].Value;

    private static Regex Field(string name) => new($"name=\"{name}\"[^>]* value=\"([^\"]*)\"");
}
