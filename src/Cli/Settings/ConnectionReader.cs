using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Inputs;

namespace Undercurrent.Cli.Settings;

/// <summary>Decides which server to talk to: an option wins over the environment, that over the profile, that over the default.</summary>
internal static class ConnectionReader
{
    public const string DefaultServer = "http://127.0.0.1:8520";
    public const string ServerVariable = "UNDERCURRENT_SERVER";
    public const string TokenVariable = "UNDERCURRENT_TOKEN";
    public const string ProfileVariable = "UNDERCURRENT_PROFILE";

    /// <param name="server">The option, or null.</param>
    /// <param name="token">The option, or null.</param>
    /// <param name="profile">The option, or null.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="file">The profiles.</param>
    /// <exception cref="CommandException">A URL is none, or the profile isn't there.</exception>
    public static Connection Read(string? server, string? token, string? profile, Func<string, string?> environment, ConfigFile file)
    {
        var (name, chosen) = Choose(profile ?? NotEmpty(environment(ProfileVariable)), file);
        var (url, from) = server is not null ? (server, "--server")
            : NotEmpty(environment(ServerVariable)) is { } variable ? (variable, ServerVariable)
            : chosen?.Server is { } stored ? (stored, $"profile '{name}'")
            : (DefaultServer, "the default");
        var parsed = Parse(url, from);
        var (secret, secretFrom) = token is not null ? (TextSource.ReadSecret(token, "--token"), "--token")
            : NotEmpty(environment(TokenVariable)) is { } other ? (other.Trim(), TokenVariable)
            : chosen is { Token: { } own, Server: { } home } && Parse(home, $"profile '{name}'") == parsed ? (own, $"profile '{name}'")
            : ((string?)null, (string?)null);
        return new Connection(parsed, from, secret, secretFrom, name);
    }

    /// <summary>An http or https URL that ends in a slash, so that paths go behind it.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static Uri Parse(string url, string from) =>
        Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? uri
            : throw CommandException.Usage($"The server of {from} is '{url}'; it must be an http or https URL, as in {DefaultServer}.");

    private static (string? Name, Profile? Profile) Choose(string? named, ConfigFile file)
    {
        var data = file.Read();
        if ((named ?? data.Current) is not { } name)
        {
            return (null, null);
        }

        return data.Profiles.TryGetValue(name, out var profile) ? (name, profile) : throw UnknownProfile.Error(name, data);
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
