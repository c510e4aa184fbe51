using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class RunPageTests(BrowserFixture browser)
{
    [Fact]
    public async Task Failure_is_first_and_leads_to_the_action_where_it_began()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Ship, "tea");
        await Assert.ThrowsAsync<TaskFailedException>(() => run.ResultAsync());
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");

        await Assertions.Expect(page.Locator("#run-failure")).ToContainTextAsync("There is no tea left.");
        await Assertions.Expect(page.Locator("#run-failure")).ToContainTextAsync("ShopTasks.cs:");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the action" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("shop.refuse");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("There is no tea left.");
    }

    [Fact]
    public async Task Running_run_is_cancelled_from_its_page()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Wait, "never");
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "cancelled");
    }

    [Fact]
    public async Task Tree_is_walked_opened_and_closed_by_keyboard_alone()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        var rows = page.Locator("tr[data-action]");
        await Assertions.Expect(rows).ToHaveCountAsync(3);

        await TabToAsync(page, "tr");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("shop.price");
    }

    [Fact]
    public async Task Run_of_100_000_actions_is_folded_paged_and_searched()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.StartAsync(ShopTasks.Many, 99_999);
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");

        var rows = page.Locator("tr[data-action]");
        await Assertions.Expect(page.Locator("#run-facts")).ToContainTextAsync("99,999");
        Assert.InRange(await rows.CountAsync(), 2, 60);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the next" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Back to the first" })).ToBeVisibleAsync();
        Assert.InRange(await rows.CountAsync(), 60, 200);
        await Assertions.Expect(page.Locator("tr.group:focus")).ToContainTextAsync("In call order");

        // A row that is folded is found on the server.
        await page.GetByLabel("Search in this run").FillAsync("task:shop.many");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
    }

    /// <summary>Presses Tab until an element that fits has the focus; fails when the page has none that can be reached.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"No element that fits '{selector}' is reached by the Tab key.");
    }
}
