using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Undercurrent.Core.Tests.Support;

/// <summary>
/// Generators of JSON values, and of the many ways to write one. A value is null, a bool, a <see cref="Number"/>, a string,
/// an array of values or a list of members. They are from a few, so that two of them are often equal.
/// </summary>
internal static class SampleJson
{
    private static readonly string[] Texts = ["", "a", "b", "ab", "1", "NaN", "null", "\"", "\\", "/", "\n", "\u0001", "\u007f", "é", "e\u0301", "\uffff", "😀", "a\tb"];

    /// <summary>Mantissa times ten to the power of the exponent.</summary>
    internal readonly record struct Number(BigInteger Mantissa, int Exponent);

    /// <summary>A value, and a number that says how to write it.</summary>
    public static Gen<(object? Value, int Seed)> Seeded => from value in Value(3) from seed in Gen.Choose(0, int.MaxValue - 1) select (value, seed);

    public static Gen<object?> Value(int depth)
    {
        var flat = Gen.OneOf(
            Gen.Elements<object?>(null, true, false),
            Numbers.Select(number => (object?)number),
            Gen.Elements(Texts).Select(text => (object?)text));
        return depth == 0 ? flat : Gen.Frequency(
            (3, flat),
            (1, from length in Gen.Choose(0, 3) from items in Value(depth - 1).ArrayOf(length) select (object?)items),
            (2, from length in Gen.Choose(0, 3)
                from names in Gen.Elements(Texts).ArrayOf(length)
                from values in Value(depth - 1).ArrayOf(length)
                select (object?)names.Zip(values).DistinctBy(member => member.First).ToArray()));
    }

    public static Gen<Number> Numbers => Gen.Frequency(
        (3, from mantissa in Gen.Elements(0, 1, -1, 10, 12, 100, 120) from exponent in Gen.Choose(-3, 3) select new Number(mantissa, exponent)),
        (1, from words in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(4)
            from exponent in Gen.Choose(-400, 400)
            select new Number(words.Aggregate(BigInteger.One, (all, word) => all * word), exponent)));

    /// <summary>One of the ways to write a value: order, whitespace, escapes and numbers by the seed.</summary>
    public static string Write(object? value, int seed)
    {
        var text = new StringBuilder();
        Write(value, new Random(seed), text);
        return text.ToString();
    }

    private static void Write(object? value, Random random, StringBuilder text)
    {
        Space(random, text);
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool isTrue:
                text.Append(isTrue ? "true" : "false");
                break;
            case Number number:
                WriteNumber(number, random, text);
                break;
            case string some:
                WriteText(some, random, text);
                break;
            case (string, object?)[] members:
                var shuffled = members.ToArray();
                random.Shuffle(shuffled);
                WriteAll('{', '}', shuffled, member =>
                {
                    Space(random, text);
                    WriteText(member.Item1, random, text);
                    Space(random, text);
                    text.Append(':');
                    Write(member.Item2, random, text);
                });
                break;
            case object?[] items:
                WriteAll('[', ']', items, item => Write(item, random, text));
                break;
            default:
                throw new ArgumentException($"No JSON value: {value}", nameof(value));
        }

        Space(random, text);

        void WriteAll<T>(char open, char close, T[] all, Action<T> write)
        {
            text.Append(open);
            foreach (var (index, item) in all.Index())
            {
                _ = index > 0 ? text.Append(',') : text;
                write(item);
            }

            Space(random, text);
            text.Append(close);
        }
    }

    private static void Space(Random random, StringBuilder text) => text.Append(random.Next(5) switch { 0 => " ", 1 => "\n\t", _ => "" });

    private static void WriteNumber(Number number, Random random, StringBuilder text)
    {
        // Zeros at the end of the digits, and digits behind a point, cost exponent.
        var zeros = random.Next(4);
        var digits = BigInteger.Abs(number.Mantissa).ToString(CultureInfo.InvariantCulture) + new string('0', zeros);
        var behind = random.Next(digits.Length + 3);
        var exponent = number.Exponent - zeros + behind;
        digits = digits.PadLeft(behind + 1, '0');
        _ = number.Mantissa.Sign < 0 ? text.Append('-') : text;
        text.Append(digits[..^behind].TrimStart('0') is { Length: > 0 } whole ? whole : "0");
        _ = behind > 0 ? text.Append('.').Append(digits.AsSpan(digits.Length - behind)) : text;
        if (exponent != 0 || random.Next(3) == 0)
        {
            text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(exponent < 0 ? "-" : random.Next(2) == 0 ? "+" : "");
            text.Append(new string('0', random.Next(2))).Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent)}");
        }
    }

    private static void WriteText(string some, Random random, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in some.EnumerateRunes())
        {
            var mustEscape = character.Value is '"' or '\\' or < ' ';
            if (!mustEscape && random.Next(3) > 0)
            {
                text.Append(character);
            }
            else if (character.Value is '"' or '\\' or '/' && random.Next(2) == 0)
            {
                text.Append('\\').Append(character);
            }
            else
            {
                foreach (var unit in character.ToString())
                {
                    text.Append("\\u").Append(((int)unit).ToString(random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture));
                }
            }
        }

        text.Append('"');
    }
}
