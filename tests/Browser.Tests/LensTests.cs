using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class LensTests(BrowserFixture browser)
{
    [Fact]
    public async Task Lens_tells_who_set_overrode_saw_and_read_a_key_and_the_tree_shows_who_sees_which_value()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}/context");

        var region = page.Locator("#lens tr[data-key=region]");
        await Assertions.Expect(region).ToHaveCountAsync(2);
        await Assertions.Expect(region.Filter(new() { HasText = "eu" }).First).ToContainTextAsync("2 actions");
        var overriding = region.Filter(new() { Has = page.Locator("del") });
        await Assertions.Expect(overriding).ToContainTextAsync("us");
        await Assertions.Expect(overriding.Locator("del")).ToHaveTextAsync("eu");
        await Assertions.Expect(overriding).ToContainTextAsync("ShopTasks.cs:");
        await Assertions.Expect(page.Locator("#lens")).ToContainTextAsync("shop.price");

        await page.GetByRole(AriaRole.Link, new() { Name = "region", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("tr[data-action] td.lens")).ToContainTextAsync(["eu", "eu", "us"]);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task What_the_tree_says_of_a_value_stays_in_its_cell(int width)
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}?lens=region");
        await page.SetViewportSizeAsync(width, 800);

        var tags = page.Locator("td.lens .tag");
        await Assertions.Expect(tags).ToContainTextAsync(["read", "overridden at ShopTasks.cs:", "read"]);
        var isIn = await tags.EvaluateAllAsync<bool[]>("tags => tags.map(tag => tag.getBoundingClientRect().right <= tag.closest('td').getBoundingClientRect().right)");
        Assert.All(isIn, Assert.True);
    }

    [Fact]
    public async Task Choosing_a_key_keeps_what_is_open_and_going_back_takes_the_choice_back()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        var rows = page.Locator("tr[data-action]");
        await page.GetByRole(AriaRole.Link, new() { Name = "Close shop.order" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);

        await page.GetByLabel("Context lens").SelectOptionAsync("region");
        await Assertions.Expect(page.Locator("td.lens")).ToHaveCountAsync(1);
        await page.GoBackAsync();

        await Assertions.Expect(page.Locator("td.lens")).ToHaveCountAsync(0);
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByLabel("Context lens")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Lens_of_a_run_that_runs_shows_what_it_does_and_keeps_what_is_typed()
    {
        await using var site = await Site.StartAsync();
        var run = await site.Runner.WithRunContext(("region", "eu")).StartAsync(ShopTasks.OrderBehind, "lens gate");
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}/context");
        await Assertions.Expect(page.Locator("#lens")).Not.ToContainTextAsync("shop.price");
        await page.GetByLabel("Run id").FillAsync("half an id");

        ShopTasks.Open("lens gate");

        await Assertions.Expect(page.Locator("#lens")).ToContainTextAsync("shop.price", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#lens del")).ToHaveTextAsync("eu");
        await Assertions.Expect(page.GetByLabel("Run id")).ToHaveValueAsync("half an id");
    }

    [Fact]
    public async Task Contexts_of_two_runs_are_compared()
    {
        await using var site = await Site.StartAsync();
        var one = await site.Runner.WithRunContext(("region", "eu"), ("experiment", "v1")).StartAsync(ShopTasks.Price, "tea");
        var other = await site.Runner.WithRunContext(("region", "eu"), ("experiment", "v2")).StartAsync(ShopTasks.Price, "tea");
        await one.ResultAsync();
        await other.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{one.RunId}/context");

        await page.GetByLabel("Run id").FillAsync(other.RunId.Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();

        var changed = page.Locator("tr[data-change=changed]");
        await Assertions.Expect(changed).ToHaveCountAsync(1);
        await Assertions.Expect(changed).ToContainTextAsync("experiment");
        await Assertions.Expect(changed).ToContainTextAsync("v2");
    }

    [Fact]
    public async Task Sensitive_values_are_nowhere_on_any_page()
    {
        await using var site = await Site.StartAsync(limits: new ContextLimits { SensitiveKeys = SensitiveKeys.Matching("*_token") });
        var run = await site.Runner.WithRunContext(("user_token", "s3cr3t-value"), ("region", "eu")).StartAsync(ShopTasks.Order, "tea");
        await run.ResultAsync();

        foreach (var path in (string[])["/runs?keys=user_token", $"/runs/{run.RunId}?lens=user_token", $"/runs/{run.RunId}/context"])
        {
            var page = await site.OpenAsync(browser, path);
            Assert.DoesNotContain("s3cr3t", await page.ContentAsync(), StringComparison.Ordinal);
            // Nor is it said that there is none.
            Assert.True((await page.ContentAsync()).Contains(SensitiveKeys.Mask, StringComparison.Ordinal), $"{path} doesn't say that a value is masked.");
        }
    }
}
