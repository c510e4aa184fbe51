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

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Shortest_bar_stands_out_from_its_row(ColorScheme scheme)
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Many, 30);
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}", scheme);

        // WCAG 2.2, 1.4.11: what is needed to understand a graphic has a contrast of 3 to 1 to what is beside it.
        Assert.InRange(await page.EvaluateAsync<double>(LeastContrastOfBars), 3, 21);
    }

    private const string LeastContrastOfBars = """
        () => {
          const light = (color) => {
            const [r, g, b] = color.match(/[\d.]+/g).map((part) => { const c = part / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = light(getComputedStyle(document.querySelector(".tree-scroll")).backgroundColor);
          return Math.min(...[...document.querySelectorAll("#tree .piece.succeeded")].map((piece) => {
            const style = getComputedStyle(piece);
            const own = light(style.stroke === "none" ? style.fill : style.stroke);
            return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
          }));
        }
        """;

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
