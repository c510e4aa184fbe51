using Spectre.Console;
using Spectre.Console.Rendering;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Trees;
using Undercurrent.Records;

namespace Undercurrent.Cli.Watching;

/// <summary>One picture of a run that goes on.</summary>
internal static class Frame
{
    private static readonly Style Grey = new(Color.Grey);

    /// <param name="tree">The tree.</param>
    /// <param name="word">What is said under it; null for nothing.</param>
    /// <param name="most">The most lines of the tree.</param>
    /// <param name="width">The columns.</param>
    /// <param name="now">For how long runs what still runs.</param>
    public static IRenderable Of(IReadOnlyList<ActionNode> tree, string? word, int most, int width, DateTimeOffset now)
    {
        // The last column stays free: some terminals begin a new line when it is filled.
        var lines = TreeText.Draw(tree, RunState.Running, now).Select(line => TreeText.Fit(line, width - 1)).ToList();
        var shown = lines.Count <= most ? lines : [.. lines.Take(most - 1), new TreeLine("", "…", Paint.Grey, $"{lines.Count - most + 1} lines more", "")];
        var rows = shown.Select(Line).ToList<IRenderable>();
        if (word is not null)
        {
            rows.Add(new Text(CellWidth.Cut(Shown.Line(word), width - 1), Grey));
        }

        return new Rows(rows);
    }

    private static Paragraph Line(TreeLine line)
    {
        var paragraph = new Paragraph();
        paragraph.Append(line.Guides, Grey).Append(line.Mark, ColorOf(line.Color)).Append(line.Mark.Length > 0 ? " " : "").Append(line.Text);
        return line.Remark.Length > 0 ? paragraph.Append($"  {line.Remark}", Grey) : paragraph;
    }

    private static Style ColorOf(string? color) => color switch
    {
        Paint.Red => new Style(Color.Maroon),
        Paint.Green => new Style(Color.Green),
        Paint.Yellow => new Style(Color.Olive),
        Paint.Blue => new Style(Color.Navy),
        Paint.Grey => Grey,
        _ => Style.Plain,
    };
}
