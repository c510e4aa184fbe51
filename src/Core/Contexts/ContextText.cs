using System.Text;
using System.Text.Encodings.Web;

namespace Undercurrent;

/// <summary>The JSON form that <see cref="CustomContext.ToString"/> prints, with a space after colon and comma.</summary>
internal static class ContextText
{
    public static string Write(ReadOnlySpan<ContextEntry> entries)
    {
        var text = new StringBuilder("{");
        foreach (var entry in entries)
        {
            if (text.Length > 1)
            {
                text.Append(", ");
            }

            // The relaxed encoder keeps other scripts readable; it still escapes quotes, backslashes and control characters.
            text.Append('"').Append(entry.Key).Append("\": \"")
                .Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(entry.ShownValue)).Append('"');
        }

        return text.Append('}').ToString();
    }
}
