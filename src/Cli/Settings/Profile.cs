namespace Undercurrent.Cli.Settings;

/// <summary>A server that one talks to often, by a name.</summary>
internal sealed record Profile
{
    /// <summary>Its URL.</summary>
    public string? Server { get; init; }

    /// <summary>The API token for that server, and for no other.</summary>
    public string? Token { get; init; }
}
