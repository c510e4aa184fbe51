using System.Net;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Silo.Http;

/// <summary>Reads where the API and the pages are served, and to whom.</summary>
internal static class HttpSettingsReader
{
    private static readonly string[] Needing = ["HttpAddress", "HttpTokens", "HttpKeys", "HttpBaggage"];

    /// <summary>Null when no port is named: then neither API nor pages are served.</summary>
    public static WebSettings? Read(SettingValues values)
    {
        var port = values.Port("HttpPort");
        if (port is null)
        {
            foreach (var key in Needing.Where(key => values.IsWhole && values["HttpPort"] is null && values[key] is not null))
            {
                values.Refuse($"{key} has no use without HttpPort, which serves the API and the pages: --http-port {WebSettings.DefaultPort}, or leave it out.");
            }

            return null;
        }

        var address = Address(values);
        var tokens = values["HttpTokens"] is null ? null : values.Text("HttpTokens", "");
        if (!IPAddress.IsLoopback(address) && tokens is null)
        {
            values.Refuse($"HttpAddress is '{values["HttpAddress"]}' and HttpTokens is missing: whoever reaches that address could launch and cancel runs. "
                + "Make tokens with `undercurrent token new`, and name their file: --http-tokens tokens.json.");
        }

        return new WebSettings
        {
            Address = address,
            Port = port.Value,
            TokensFile = tokens,
            KeysFolder = values["HttpKeys"] is null ? null : values.Text("HttpKeys", ""),
            BaggageKeys = Baggage(values),
        };
    }

    private static IPAddress Address(SettingValues values)
    {
        switch (values["HttpAddress"])
        {
            case null or "localhost":
                return IPAddress.Loopback;
            case var text when IPAddress.TryParse(text, out var address):
                return address;
            case var text:
                values.Refuse($"HttpAddress is '{text}'; it must be an address of this machine, as in 10.0.0.5, or 0.0.0.0 for all of them.");
                return IPAddress.Loopback;
        }
    }

    private static string[] Baggage(SettingValues values)
    {
        var keys = (values["HttpBaggage"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var key in keys)
        {
            try
            {
                ContextRules.CheckKey(key);
            }
            catch (ContextLimitException exception)
            {
                values.Refuse($"HttpBaggage: {exception.Message}");
            }
        }

        return keys;
    }
}
