using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>
/// The name of an action inside its run. It is computed from parent, task, inputs, context and ordinal among equal
/// calls, so the same call has the same id in every try of a run (rule N2). Unique in its run, not across runs.
/// </summary>
/// <remarks>Immutable value, equal by value. The default value is the id of no action.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<ActionId>))]
public readonly record struct ActionId : IParsable<ActionId>
{
    internal ActionId(UInt128 hash, int ordinal)
    {
        Hash = hash;
        Ordinal = ordinal;
    }

    internal UInt128 Hash { get; }

    /// <summary>0 for the first of equal calls of one parent, 1 for the second, and so on.</summary>
    public int Ordinal { get; }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">It is no action id.</exception>
    public static ActionId Parse(string s) => TryParse(s, out var id)
        ? id
        : throw new FormatException($"'{s}' is no action id; one looks like {new ActionId(42, 0)} or {new ActionId(42, 1)}.");

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out ActionId result)
    {
        result = default;
        var dash = s?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        var ordinal = 0;
        if (s is null
            || (dash >= 0 && !(int.TryParse(s.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ordinal) && ordinal > 0))
            || !Base32.TryRead(dash < 0 ? s : s.AsSpan(0, dash), out var hash))
        {
            return false;
        }

        result = new ActionId(hash, ordinal);
        return true;
    }

    /// <summary>26 characters of base 32; of equal calls the second and later have <c>-1</c>, <c>-2</c> … behind.</summary>
    public override string ToString() => Ordinal == 0
        ? Base32.ToText(Hash)
        : string.Create(CultureInfo.InvariantCulture, $"{Base32.ToText(Hash)}-{Ordinal}");

    static ActionId IParsable<ActionId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ActionId>.TryParse(string? s, IFormatProvider? provider, out ActionId result) => TryParse(s, out result);
}
