using System.Globalization;
using System.Text;

namespace Undercurrent.Web.Pages;

/// <summary>
/// Shows characters that nobody sees, or that turn the direction of what follows, as escapes: two values that look alike
/// are alike, and none looks like another.
/// </summary>
internal static class Visible
{
    /// <summary>The text with <c>\u202e</c> and the like in place of such characters; line breaks and tabs stay.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsHidden))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = IsHidden(character) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : shown.Append(character);
        }

        return shown.ToString();
    }

    // The joiners (200C, 200D) are needed by languages and emoji.
    private static bool IsHidden(char character) => char.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control => character is not ('\n' or '\r' or '\t'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => character is not ('\u200c' or '\u200d'),
        _ => false,
    };
}
