using Microsoft.Playwright;

namespace Undercurrent.Browser;

/// <summary>Finds the browser of this machine and starts it.</summary>
internal static class Chromium
{
    // As root, in a container, without a display, and without looking for anything on the internet.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-default-apps",
    ];

    private static string Path => Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium: install Debian's package chromium, or name it by UNDERCURRENT_TEST_CHROMIUM.");

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments });
}
