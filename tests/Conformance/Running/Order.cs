namespace Undercurrent.Conformance;

/// <summary>An input and result with members of many kinds.</summary>
public sealed record Order(int Number, string? Note, DateTimeOffset At, OrderKind Kind, double Price, IReadOnlyList<string> Lines)
{
    public static readonly Order Sample = new(
        1, null, new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)), OrderKind.Express, double.PositiveInfinity, ["first"]);

    public string ToText() => FormattableString.Invariant($"{Number} {Note} {At:O} {Kind} {Price} {string.Join('+', Lines)}");
}
