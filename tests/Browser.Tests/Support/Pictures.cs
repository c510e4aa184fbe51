using Microsoft.Playwright;

namespace Undercurrent.Browser;

/// <summary>Takes pictures of pages for people, into the folder that UNDERCURRENT_TEST_SCREENSHOTS names; without it none.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        }
    }
}
