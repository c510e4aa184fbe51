namespace Undercurrent.Cli.Settings;

/// <summary>The server to talk to.</summary>
/// <param name="Server">Its URL, ending in a slash.</param>
/// <param name="ServerFrom">What named it, for people.</param>
/// <param name="Token">The API token; null for none.</param>
/// <param name="TokenFrom">Where it comes from, for people; null without one.</param>
/// <param name="Profile">The profile in use; null for none.</param>
internal sealed record Connection(Uri Server, string ServerFrom, string? Token, string? TokenFrom, string? Profile)
{
    /// <summary>As people write it, without the slash.</summary>
    public string Url => Server.AbsoluteUri.TrimEnd('/');

    /// <summary>Without the token: a record shows all of its members.</summary>
    public override string ToString() => Url;
}
