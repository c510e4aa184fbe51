namespace Undercurrent.Cli.Settings;

/// <summary>What the configuration file holds.</summary>
internal sealed record ConfigData
{
    public static readonly ConfigData Empty = new();

    /// <summary>The profile in use; null for none.</summary>
    public string? Current { get; init; }

    public IReadOnlyDictionary<string, Profile> Profiles { get; init; } = new SortedDictionary<string, Profile>(StringComparer.Ordinal);

    public ConfigData With(string name, Profile profile) =>
        this with { Profiles = new SortedDictionary<string, Profile>(Profiles.ToDictionary(), StringComparer.Ordinal) { [name] = profile } };

    public ConfigData Without(string name) => this with
    {
        Current = Current == name ? null : Current,
        Profiles = new SortedDictionary<string, Profile>(Profiles.Where(profile => profile.Key != name).ToDictionary(), StringComparer.Ordinal),
    };
}
