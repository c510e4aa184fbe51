using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ConnectionTests(BrowserFixture browser)
{
    [Fact]
    public async Task Lost_connection_is_shown_and_mended_with_what_happened_meanwhile()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Wait, "lost");
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "running");

        await site.AwayAsync(async () =>
        {
            await Assertions.Expect(page.Locator("#connection")).ToContainTextAsync("Connection lost");
            ShopTasks.Open("lost");
            await run.ResultAsync();
        });

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#connection")).Not.ToContainTextAsync("Connection lost", new() { Timeout = 30_000 });
    }
}
