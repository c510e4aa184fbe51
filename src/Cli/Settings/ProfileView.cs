namespace Undercurrent.Cli.Settings;

/// <summary>A profile as it is shown: its token never is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">Its server's URL.</param>
/// <param name="Token"><c>***</c> when it has a token; null when it has none.</param>
/// <param name="InUse">Whether it is the one in use.</param>
internal sealed record ProfileView(string Name, string? Server, string? Token, bool InUse)
{
    public static ProfileView Of(string name, Profile profile, ConfigData data) =>
        new(name, profile.Server, profile.Token is null ? null : "***", data.Current == name);
}
