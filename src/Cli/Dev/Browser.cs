using System.ComponentModel;
using System.Diagnostics;

namespace Undercurrent.Cli.Dev;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Whether it could be asked to open the URL.</summary>
    public static bool TryOpen(string url)
    {
        try
        {
            // The system knows what opens a URL.
            using var process = OperatingSystem.IsWindows() ? Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [url]) { RedirectStandardError = true, RedirectStandardOutput = true });
            return true;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }
}
