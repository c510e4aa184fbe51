using System.Text;

namespace Undercurrent.Web.Api;

/// <summary>Reads the W3C <c>baggage</c> header (https://www.w3.org/TR/baggage/): <c>key=value;property,key2=value2</c>. Properties are ignored.</summary>
internal static class Baggage
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The entries in order; of equal keys each is told, the later wins. Empty with an error.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string header, out BaggageError? error)
    {
        var entries = new List<KeyValuePair<string, string>>();
        var start = 0;
        error = null;
        if (string.IsNullOrWhiteSpace(header))
        {
            return entries;
        }

        foreach (var member in header.Split(','))
        {
            error = ParseMember(header, start, member, entries);
            if (error is not null)
            {
                return [];
            }

            start += member.Length + 1;
        }

        return entries;
    }

    private static BaggageError? ParseMember(string header, int start, string member, List<KeyValuePair<string, string>> entries)
    {
        var end = member.IndexOf(';', StringComparison.Ordinal) is >= 0 and var semicolon ? semicolon : member.Length;
        var equals = member.AsSpan(0, end).IndexOf('=');
        if (equals < 0)
        {
            return new(start, $"The baggage header has '{ApiRequest.Shown(member.Trim())}' at position {start}; an entry is key=value.");
        }

        var key = member[..equals].Trim(' ', '\t');
        var keyStart = start + (key.Length == 0 ? 0 : member.IndexOf(key, StringComparison.Ordinal));
        if (key.Length == 0)
        {
            return new(keyStart, $"The baggage header has an entry without a key at position {keyStart}.");
        }

        if (key.AsSpan().IndexOfAnyExcept(TokenCharacters) is >= 0 and var wrong)
        {
            return new(keyStart + wrong, $"The baggage header has the character U+{(int)key[wrong]:X4} in a key, at position {keyStart + wrong}.");
        }

        var value = member[(equals + 1)..end].Trim(' ', '\t');
        var valueStart = value.Length == 0 ? start + equals + 1 : header.IndexOf(value, start + equals + 1, StringComparison.Ordinal);
        var decoded = Decode(value, valueStart, out var error);
        if (decoded is not null)
        {
            entries.Add(KeyValuePair.Create(key, decoded));
        }

        return error;
    }

    private static string? Decode(string value, int start, out BaggageError? error)
    {
        error = null;
        var bytes = new byte[value.Length];
        var count = 0;
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (character == '%')
            {
                if (index + 2 >= value.Length || !char.IsAsciiHexDigit(value[index + 1]) || !char.IsAsciiHexDigit(value[index + 2]))
                {
                    error = new(start + index, $"The baggage header has a '%' without two hexadecimal digits behind it, at position {start + index}; a percent sign itself is %25.");
                    return null;
                }

                bytes[count++] = Convert.FromHexString(value.AsSpan(index + 1, 2))[0];
                index += 2;
            }
            else if (IsOfValue(character))
            {
                bytes[count++] = (byte)character;
            }
            else
            {
                error = new(start + index, $"The baggage header has the character U+{(int)character:X4} in a value, at position {start + index}; it must be percent-encoded.");
                return null;
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            error = new(start, $"The baggage header has a value that is no UTF-8, at position {start}.");
            return null;
        }
    }

    // baggage-octet of the specification: printable ASCII without space, double quote, comma, semicolon and backslash.
    private static bool IsOfValue(char character) => character is > ' ' and < '\x7F' and not ('"' or ',' or ';' or '\\');

    private static readonly System.Buffers.SearchValues<char> TokenCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + TokenMarks);
}
