namespace Undercurrent.Cli.Output;

/// <summary>One thing with its properties under each other, aligned; then sections of lines.</summary>
internal sealed class Sheet(TextWriter writer, bool colors)
{
    private const int LabelWidth = 12;

    /// <summary>A property; left out when it has no value. The value is made harmless here.</summary>
    public void Add(string label, string? value, string? color = null)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteLine($"{Paint.Of($"{label}:".PadRight(LabelWidth), Paint.Grey, colors)} {Paint.Of(Shown.Line(value), color, colors)}");
        }
    }

    /// <summary>Lines under a title; left out when there are none.</summary>
    public void Section(string title, IEnumerable<string> lines)
    {
        var any = false;
        foreach (var line in lines)
        {
            if (!any)
            {
                writer.WriteLine();
                writer.WriteLine(Paint.Of(title, Paint.Bold, colors));
                any = true;
            }

            writer.WriteLine($"  {Shown.Line(line)}");
        }
    }

    /// <summary>A text of several lines under a title.</summary>
    public void Text(string title, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Section(title, text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        }
    }
}
