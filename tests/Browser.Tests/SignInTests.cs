using Microsoft.Playwright;

namespace Undercurrent.Browser;

[Collection(BrowserCollection.Name)]
public sealed class SignInTests(BrowserFixture browser)
{
    [Fact]
    public async Task Pages_ask_for_a_token_and_lead_to_where_one_wanted_to_go()
    {
        var token = "";
        await using var site = await Site.StartAsync(folder => Tokens.In(folder, out token));
        var run = await site.Runner.StartAsync(ShopTasks.Price, "tea");
        await run.ResultAsync();
        var page = await site.OpenAsync(browser, $"/runs/{run.RunId}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");

        await page.GetByLabel("Token", new() { Exact = true }).FillAsync("uc_wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.Locator("#run-head")).ToHaveAttributeAsync("data-state", "succeeded");
        var cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => !cookie.Name.Contains("ntiforgery", StringComparison.Ordinal));
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain(token, cookie.Value, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }
}
