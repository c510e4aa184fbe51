using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class LaunchTests(BrowserFixture browser)
{
    [Fact]
    public async Task Task_is_launched_by_form_with_two_context_keys_and_seen_to_its_end_without_loading_again()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/tasks/shop.wait");
        await page.GetByLabel("gate").FillAsync("launched");
        await FillContextAsync(page, ("region", "eu"), ("experiment", "v1"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "running");
        await Assertions.Expect(page.Locator("#run-facts")).ToContainTextAsync("experiment");
        await page.EvaluateAsync("window.sameDocument = true");

        ShopTasks.Open("launched");

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded");
        await Assertions.Expect(page.Locator("#run-payloads")).ToContainTextAsync("\"launched\"");
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument"));
    }

    [Fact]
    public async Task Form_keeps_what_was_written_and_says_at_each_field_what_is_wrong()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/tasks/shop.two_inputs");
        await page.GetByLabel("name").FillAsync("Ada");
        await page.GetByLabel("times").FillAsync("many");
        await FillContextAsync(page, ("no key", "x"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Nothing was launched. See what is wrong at the fields below.");
        await Assertions.Expect(page.GetByLabel("name")).ToHaveValueAsync("Ada");
        await Assertions.Expect(page.GetByLabel("times")).ToHaveValueAsync("many");
        await Assertions.Expect(page.GetByLabel("times")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("#ctx-error-0")).ToContainTextAsync("no key");
        Assert.Empty((await site.Runner.Records.FindRunsAsync(new())).Items);
    }

    [Fact]
    public async Task Pages_work_without_script()
    {
        await using var site = await Site.StartAsync();
        var page = await site.OpenAsync(browser, "/tasks/shop.order", script: false);
        await page.GetByLabel("item").FillAsync("tea");
        await FillContextAsync(page, ("region", "eu"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        var run = await site.Runner.GetRunAsync(RunId.Parse(page.Url[(page.Url.LastIndexOf('/') + 1)..]));
        await run!.ResultJsonAsync();

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded");
        await Assertions.Expect(page.Locator("tr[data-action]")).ToHaveCountAsync(3);
    }

    private static async Task FillContextAsync(IPage page, params (string Key, string Value)[] entries)
    {
        foreach (var (index, (key, value)) in entries.Index())
        {
            await page.GetByLabel("Custom context: key").Nth(index).FillAsync(key);
            await page.GetByLabel("Custom context: value").Nth(index).FillAsync(value);
        }
    }
}
