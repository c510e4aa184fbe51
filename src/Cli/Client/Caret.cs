using Undercurrent.Cli.Output;

namespace Undercurrent.Cli.Client;

/// <summary>Points at a place in a text.</summary>
internal static class Caret
{
    /// <summary>The text, and under it a caret at the character at this position (from 0; the text's length is its end).</summary>
    public static IEnumerable<string> Under(string text, int position)
    {
        // What stands before it may take more columns than characters: escapes, wide letters.
        var before = Shown.Line(text[..Math.Clamp(position, 0, text.Length)]);
        return [Shown.Line(text), $"{new string(' ', CellWidth.Of(before))}^"];
    }
}
