using Microsoft.Playwright;

namespace Undercurrent.Browser;

public sealed class ChromiumTests
{
    [Fact]
    public async Task Browser_shows_a_page()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync();
        await page.SetContentAsync("<title>hello</title>");

        Assert.Equal("hello", await page.TitleAsync());
    }
}
