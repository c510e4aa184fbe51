namespace Undercurrent.Silo;

/// <summary>A setting as the help shows it.</summary>
/// <param name="Key">In a configuration file, and behind the prefix in the environment.</param>
/// <param name="Value">What it takes.</param>
/// <param name="Text">What it does, with its default.</param>
internal sealed record SettingDescription(string Key, string Value, string Text)
{
    /// <summary>On the command line: <c>SiloPort</c> is <c>--silo-port</c>.</summary>
    public string Option => "--" + string.Concat(Key.Select((letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
