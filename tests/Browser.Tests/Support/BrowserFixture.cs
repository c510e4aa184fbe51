using Microsoft.Playwright;

namespace Undercurrent.Browser;

/// <summary>One browser for all tests; each has a session of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A new session: no cookies, nothing cached.</summary>
    /// <param name="baseUrl">Where relative addresses lead.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="script">Whether scripts run.</param>
    public Task<IBrowserContext> NewSessionAsync(string baseUrl, ColorScheme scheme = ColorScheme.Light, bool script = true) =>
        _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = baseUrl,
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            Locale = "en-GB",
            TimezoneId = "UTC",
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
