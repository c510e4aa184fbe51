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

    [Fact]
    public async Task Server_that_has_no_room_for_a_stream_does_not_read_as_a_lost_connection()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Wait, "no room");
        var isFull = true;
        var session = await browser.NewSessionAsync(site.Url);
        var page = await session.NewPageAsync();
        await page.RouteAsync("**/api/v1/runs/*/events*", route => isFull
            ? route.FulfillAsync(new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" }, Body = "slow down" })
            : route.ContinueAsync());
        await page.GotoAsync($"/runs/{run.RunId}");
        var connection = page.Locator("#connection");

        await Assertions.Expect(connection).ToContainTextAsync("too many requests");
        await Assertions.Expect(connection).Not.ToContainTextAsync("Connection lost");
        isFull = false;
        await Assertions.Expect(connection).ToContainTextAsync("Live again", new() { Timeout = 30_000 });
        ShopTasks.Open("no room");

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Form_sent_while_the_server_is_away_keeps_what_was_typed_and_is_sent_again_behind_a_restart()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/tasks/shop.price");
        await page.GetByLabel("item").FillAsync("tea");
        var launch = page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true });

        await site.AwayAsync(async () =>
        {
            await launch.ClickAsync();
            await Assertions.Expect(page.Locator("#connection")).ToContainTextAsync("can't be reached");
            await Assertions.Expect(page.GetByLabel("item")).ToHaveValueAsync("tea");
        });

        // The new server doesn't know the old one's token.
        await launch.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it again" }).ClickAsync();

        await Assertions.Expect(page.Locator("#run-payloads")).ToContainTextAsync("\"tea\"");
    }

    [Fact]
    public async Task More_tabs_than_a_browser_has_connections_all_open_and_all_see_the_end()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Wait, "many tabs");
        var session = await browser.NewSessionAsync(site.Url);
        var tabs = new List<IPage>();
        for (var number = 0; number < 8; number++)
        {
            var tab = await session.NewPageAsync();
            await tab.GotoAsync($"/runs/{run.RunId}");
            await Assertions.Expect(tab.Locator("#run-head")).ToHaveAttributeAsync("data-state", "running");
            tabs.Add(tab);
        }

        ShopTasks.Open("many tabs");
        await run.ResultAsync();

        foreach (var tab in tabs)
        {
            await Assertions.Expect(tab.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded", new() { Timeout = 30_000 });
        }
    }

    [Fact]
    public async Task Duration_of_what_runs_goes_on_without_an_event()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Wait, "never");
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        var duration = page.Locator("#tree td.number");
        var first = await duration.TextContentAsync() ?? "";

        await Assertions.Expect(duration).Not.ToHaveTextAsync(first, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "running");
    }

    [Fact]
    public async Task Failure_of_an_action_is_told_on_its_open_page()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Lose, "lost parcel");
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        await page.GetByRole(AriaRole.Link, new() { Name = "shop.lose", Exact = true }).ClickAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel this action" })).ToBeVisibleAsync();

        ShopTasks.Open("lost parcel");

        await Assertions.Expect(page.Locator("#failure")).ToContainTextAsync("lost parcel is lost");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel this action" })).ToHaveCountAsync(0);
    }
}
