using System.Text;

namespace Undercurrent.Cli.Output;

/// <summary>
/// A table: padded columns under a line of titles. On a terminal the widest cells are cut to its width; elsewhere nothing
/// ever is, so that what reads the output gets all of it.
/// </summary>
internal sealed class Columns(params IReadOnlyList<string> titles)
{
    private const string Gap = "  ";
    private const int LeastWidth = 8;

    private readonly List<(string Text, string? Color)[]> _rows = [];

    /// <summary>The titles of columns that are never cut: half an id helps nobody.</summary>
    public IReadOnlyList<string> Whole { get; init; } = [];

    /// <summary>Adds a row; its cells are made harmless here.</summary>
    public void Add(params IReadOnlyList<string?> cells) => Add([.. cells.Select(cell => (cell, (string?)null))]);

    /// <inheritdoc cref="Add(IReadOnlyList{string?})"/>
    public void Add(params (string? Text, string? Color)[] cells) => _rows.Add([.. cells.Select(cell => (Shown.Line(cell.Text ?? ""), cell.Color))]);

    /// <param name="writer">Where to.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="colors">Whether colours are wanted.</param>
    public void Write(TextWriter writer, int width, bool colors)
    {
        var widths = Fit(width);
        writer.WriteLine(Row([.. titles.Select(title => (title, (string?)Paint.Grey))], widths, colors));
        foreach (var row in _rows)
        {
            writer.WriteLine(Row(row, widths, colors));
        }
    }

    private int[] Fit(int width)
    {
        var widths = titles.Select((title, index) => _rows.Select(row => CellWidth.Of(row[index].Text)).Append(title.Length).Max()).ToArray();
        bool[] mayBeCut = [.. titles.Select(title => !Whole.Contains(title))];
        var over = widths.Sum() + (Gap.Length * (widths.Length - 1)) - width;
        while (over > 0)
        {
            // The widest gives way, down to the next one, as far as that makes sense.
            var cuttable = Enumerable.Range(0, widths.Length).Where(index => mayBeCut[index] && widths[index] > LeastWidth).OrderByDescending(index => widths[index]).ToArray();
            if (cuttable.Length == 0)
            {
                break;
            }

            var widest = cuttable[0];
            var next = cuttable.Length > 1 ? widths[cuttable[1]] : LeastWidth;
            var less = Math.Min(over, Math.Max(1, widths[widest] - next));

            widths[widest] -= less;
            over -= less;
        }

        return widths;
    }

    private static string Row((string Text, string? Color)[] cells, int[] widths, bool colors)
    {
        var line = new StringBuilder();
        for (var index = 0; index < cells.Length; index++)
        {
            var text = CellWidth.Cut(cells[index].Text, widths[index]);
            line.Append(Paint.Of(text, cells[index].Color, colors));
            if (index < cells.Length - 1)
            {
                line.Append(' ', widths[index] - CellWidth.Of(text)).Append(Gap);
            }
        }

        return line.ToString().TrimEnd(' ');
    }
}
