namespace Undercurrent;

/// <summary>Crockford's base 32 in lower case: 128 bits in 26 characters that are easy to read aloud and safe in URLs.</summary>
/// <remarks>Source: https://www.crockford.com/base32.html.</remarks>
internal static class Base32
{
    public const int Length = 26;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static void Write(UInt128 value, Span<char> text)
    {
        for (var index = Length - 1; index >= 0; index--)
        {
            text[index] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    }

    public static string ToText(UInt128 value) => string.Create(Length, value, static (text, number) => Write(number, text));

    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 value)
    {
        value = 0;
        // 26 characters carry 130 bits; the first may use three of its five.
        if (text.Length != Length || Alphabet.IndexOf(text[0], StringComparison.Ordinal) > 7)
        {
            return false;
        }

        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        return true;
    }
}
