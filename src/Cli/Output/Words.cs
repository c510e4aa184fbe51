namespace Undercurrent.Cli.Output;

/// <summary>Says words to whoever runs the command: on standard error, and not at all with <c>--quiet</c>, errors excepted.</summary>
internal sealed class Words(Screen screen, bool isQuiet)
{
    /// <summary>A sentence; what came from outside in it is made harmless.</summary>
    public void Say(string sentence)
    {
        if (!isQuiet)
        {
            screen.Err.WriteLine(Shown.Lines(sentence));
        }
    }

    /// <summary>What one can do next, as commands under each other.</summary>
    public void Next(string what, string command)
    {
        if (!isQuiet)
        {
            screen.Err.WriteLine($"  {Paint.Of($"{what}:".PadRight(8), Paint.Grey, screen.ColorsErr)} {Shown.Line(command)}");
        }
    }

    /// <summary>Something that may need attention; the command goes on.</summary>
    public void Warn(string sentence)
    {
        if (!isQuiet)
        {
            screen.Err.WriteLine($"{Paint.Of("warning:", Paint.Yellow, screen.ColorsErr)} {Indented(sentence)}");
        }
    }

    /// <summary>Why the command failed; said in any case.</summary>
    public void Error(string sentence) => screen.Err.WriteLine($"{Paint.Of("error:", Paint.Red, screen.ColorsErr)} {Indented(sentence)}");

    /// <summary>More on an error; said in any case.</summary>
    public void Detail(string lines)
    {
        foreach (var line in Shown.Lines(lines).Split('\n'))
        {
            screen.Err.WriteLine($"  {line}");
        }
    }

    /// <summary>What to do about an error; said in any case.</summary>
    public void Remedy(string next) => screen.Err.WriteLine($"{Paint.Of("next:", Paint.Blue, screen.ColorsErr)} {Shown.Line(next)}");

    // A message of several lines must not look as if the tool itself had said the later ones.
    private static string Indented(string sentence) => Shown.Lines(sentence).Replace("\n", "\n    ", StringComparison.Ordinal);
}
