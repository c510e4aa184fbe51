using System.Net;
using Undercurrent.Web.Access;

namespace Undercurrent.Web.Hosting;

/// <summary>What must hold before the web server starts.</summary>
internal static class WebStartCheck
{
    private const UnixFileMode ForOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="WebStartException">Something doesn't; all of it is told.</exception>
    public static void Run(WebSettings settings)
    {
        var errors = new List<string>();
        if (settings.Port is < 0 or > 65_535)
        {
            errors.Add($"The port is {settings.Port}; it is 1 to 65,535, or 0 for a free one.");
        }

        foreach (var key in settings.BaggageKeys)
        {
            try
            {
                ContextRules.CheckKey(key, "key of the baggage header");
            }
            catch (ContextLimitException exception)
            {
                errors.Add(exception.Message);
            }
        }

        if (settings.KeysFolder is { } keys && !OperatingSystem.IsWindows() && Directory.Exists(keys) && (File.GetUnixFileMode(keys) & ForOthers) != 0)
        {
            errors.Add($"The folder {keys} for the keys that sign cookies is open to every user of this machine; who reads the keys can sign in as anybody. Take that from them: chmod 700.");
        }

        CheckAccess(settings, errors);
        if (errors.Count > 0)
        {
            throw new WebStartException(string.Join(" ", errors));
        }
    }

    private static void CheckAccess(WebSettings settings, List<string> errors)
    {
        var isOpen = !IPAddress.IsLoopback(settings.Address);
        if (settings.TokensFile is null)
        {
            if (isOpen)
            {
                errors.Add($"The web server is to listen on {settings.Address}, which other machines reach, and no tokens file is set: everybody there could start and cancel runs. "
                    + "Make a token with `undercurrent token new` and set the tokens file, or listen on 127.0.0.1.");
            }

            return;
        }

        try
        {
            if (TokenFile.Read(settings.TokensFile).Count == 0 && isOpen)
            {
                errors.Add($"The tokens file {settings.TokensFile} has no token, so nobody could use the web server on {settings.Address}. Make one with `undercurrent token new`.");
            }
        }
        catch (TokenFileException exception)
        {
            errors.Add(exception.Message);
        }
    }
}
