using System.Text;
using Spectre.Console;

namespace Undercurrent.Cli.Output;

/// <summary>How many columns of a terminal a text takes: a letter of some languages, or an emoji, takes two.</summary>
internal static class CellWidth
{
    public static int Of(string text) => Ascii.IsValid(text) ? text.Length : text.GetCellWidth();

    /// <summary>The text, cut to so many columns with an ellipsis.</summary>
    public static string Cut(string text, int most)
    {
        if (Of(text) <= most)
        {
            return text;
        }

        var cut = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = Of(rune.ToString());
            if (width + next > most - 1)
            {
                break;
            }

            cut.Append(rune.ToString());
            width += next;
        }

        return $"{cut}…";
    }
}
