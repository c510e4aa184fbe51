using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Undercurrent.Silo;

/// <summary>The values of settings by their keys. What is wrong with one becomes an error, and the default is taken.</summary>
/// <param name="configuration">What was given.</param>
/// <param name="errors">Takes the errors.</param>
/// <param name="isWhole">Whether all sources could be read: what is missing then is missing.</param>
internal sealed class SettingValues(IConfigurationRoot configuration, List<string> errors, bool isWhole)
{
    private readonly HashSet<string> _unknown = [];

    public bool IsWhole => isWhole;

    /// <summary>What was given, or null.</summary>
    public string? this[string key] => configuration[key];

    public void Refuse(string error) => errors.Add(error);

    /// <summary>A text that is not empty.</summary>
    public string Text(string key, string fallback)
    {
        if (configuration[key] is not { } text)
        {
            return fallback;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Refuse($"{key} is empty; leave it out for the default '{fallback}'.");
        }

        return text;
    }

    public int Number(string key, int fallback, int least, int most) =>
        configuration[key] is not { } text ? fallback : Number(key, text, least, most, $"it must be a whole number from {least} to {most}") ?? fallback;

    /// <summary>A port; null when none is given.</summary>
    public int? Port(string key) => configuration[key] is null ? null : Number(key, 0, 1, 65535) is > 0 and var port ? port : null;

    /// <summary>A number, or null for <c>all</c>.</summary>
    public int? Limit(string key, int fallback, int most) => configuration[key] switch
    {
        null => fallback,
        "all" => null,
        var text => Number(key, text, 0, most, $"it must be a whole number from 0 to {most}, or 'all'") ?? fallback,
    };

    /// <summary>One of an enumeration's names, whatever their case.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (configuration[key] is not { } text)
        {
            return fallback;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

#pragma warning disable CA1308 // As the user writes them.
        Refuse($"{key} is '{text}'; allowed are {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
#pragma warning restore CA1308
        _unknown.Add(key);
        return fallback;
    }

    /// <summary>Whether a choice was given that is none: what depends on it can't be checked.</summary>
    public bool IsUnknown(string key) => _unknown.Contains(key);

    private int? Number(string key, string text, int least, int most, string allowed)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse($"{key} is '{text}'; {allowed}.");
        return null;
    }
}
