using System.Text.Json;
using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserFixture browser)
{
    private static readonly string Rules = File.ReadAllText(
        Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_AXE")
        ?? throw new InvalidOperationException("UNDERCURRENT_TEST_AXE names no axe.min.js: get it with npm pack axe-core."));

    // Called by the debugger's door, so the pages' policy stays as it is.
    private const string Run = "async () => (await axe.run(document)).violations.map(v => `${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_breaks_a_rule_of_accessibility(ColorScheme scheme)
    {
        await using var shelf = await Shelf.StartAsync();
        var broken = new List<string>();
        foreach (var (name, path) in shelf.Pages)
        {
            var page = await shelf.Site.OpenAsync(browser, path, scheme);
            await Pictures.TakeAsync(page, $"{name}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
            await page.EvaluateAsync(Rules);
            foreach (var violation in (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray())
            {
                broken.Add($"{name} ({path}): {violation}");
            }

            await page.Context.CloseAsync();
        }

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public async Task Page_without_runs_and_sign_in_break_no_rule_of_accessibility()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/");
        await Pictures.TakeAsync(page, "runs-none-light");
        await page.EvaluateAsync(Rules);
        Assert.Empty((await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray());

        await using var guarded = await Site.StartAsync(folder => Tokens.In(folder, out _));
        var signIn = await guarded.OpenAsync(browser, "/");
        await Pictures.TakeAsync(signIn, "sign-in-light");
        await signIn.EvaluateAsync(Rules);
        Assert.Empty((await signIn.EvaluateAsync<JsonElement>(Run)).EnumerateArray());
    }
}
