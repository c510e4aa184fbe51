using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>The name of a run: 1 to 64 characters of <c>A-Z a-z 0-9 . _ -</c>, the first a letter or digit.</summary>
/// <remarks>
/// Immutable value, compared ordinally. The default value names no run. Ids that the product makes sort by time.
/// </remarks>
[JsonConverter(typeof(ParsableJsonConverter<RunId>))]
public readonly record struct RunId : IParsable<RunId>
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly string? _value;

    private RunId(string value) => _value = value;

    /// <summary>The text; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">It is no run id; the message says what one is.</exception>
    public static RunId Parse(string s) => TryParse(s, out var id)
        ? id
        : throw new FormatException($"'{s}' is no run id: it has 1 to {MaxLength} characters of A-Z a-z 0-9 . _ - and begins with a letter or digit.");

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out RunId result)
    {
        result = default;
        if (s is not { Length: >= 1 and <= MaxLength } || !char.IsAsciiLetterOrDigit(s[0]) || s.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }

        result = new RunId(s);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    static RunId IParsable<RunId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RunId>.TryParse(string? s, IFormatProvider? provider, out RunId result) => TryParse(s, out result);
}
