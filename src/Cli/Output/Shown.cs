using System.Globalization;
using System.Text;

namespace Undercurrent.Cli.Output;

/// <summary>
/// Makes text that came from outside (names, values, messages) harmless on a terminal: control characters, and those that
/// turn the direction of writing, are shown as visible escapes instead of being obeyed.
/// </summary>
internal static class Shown
{
    /// <summary>As one line: line breaks and tabs are escaped too.</summary>
    public static string Line(string text) => Escape(text, keepsLines: false);

    /// <summary>Line breaks and tabs stay.</summary>
    public static string Lines(string text) => Escape(text, keepsLines: true);

    /// <summary>As one line, at most so long; what is cut ends in an ellipsis.</summary>
    public static string Line(string text, int most)
    {
        // What is cut off anyway needs no escaping.
        var line = Line(text.Length > most ? text[..(most + 1)] : text);
        return line.Length <= most ? line : most <= 1 ? "…" : $"{line[..(most - 1)]}…";
    }

    private static string Escape(string text, bool keepsLines)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                shown.Append(character).Append(text[++index]);
            }
            else if (keepsLines && (character is '\n' or '\t'))
            {
                shown.Append(character);
            }
            else if (keepsLines && character == '\r' && index + 1 < text.Length && text[index + 1] == '\n')
            {
                // A line break of Windows.
            }
            else
            {
                Append(shown, character);
            }
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, char character)
    {
        switch (character)
        {
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            case var _ when IsHarmful(character):
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                break;
            default:
                shown.Append(character);
                break;
        }
    }

    // The format characters are those that reverse or hide text; the joiners (200C, 200D) are needed by languages and emoji.
    private static bool IsHarmful(char character) => char.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => character is not ('\u200c' or '\u200d'),
        _ => false,
    };
}
