namespace Undercurrent.Cli.Output;

/// <summary>Where a command reads and writes: data goes to <see cref="Out"/>, words to <see cref="Err"/>.</summary>
internal sealed record Screen
{
    /// <summary>Wide enough that nothing is ever wrapped or cut for it.</summary>
    public const int Unbounded = 100_000;

    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;

    /// <summary>Standard output: data only.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: words, progress, errors.</summary>
    public required TextWriter Err { get; init; }

    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Whether a person reads <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person reads <see cref="Err"/>.</summary>
    public bool ErrIsTerminal { get; init; }

    /// <summary>Whether a person can answer a question.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>Whether colours were refused: <c>--no-color</c>, <c>NO_COLOR</c>, or a terminal that has none.</summary>
    public bool NoColor { get; init; }

    /// <summary>Whether the terminal can't move its cursor (<c>TERM=dumb</c>), so that nothing can be redrawn.</summary>
    public bool IsDumb { get; init; }

    /// <summary>The terminal's columns.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The terminal's lines.</summary>
    public int Height { get; init; } = DefaultHeight;

    /// <summary>Whether <see cref="Out"/> takes colours.</summary>
    public bool ColorsOut => OutIsTerminal && !NoColor;

    /// <summary>Whether <see cref="Err"/> takes colours.</summary>
    public bool ColorsErr => ErrIsTerminal && !NoColor;

    /// <summary>The process's own.</summary>
    public static Screen OfProcess(Func<string, string?> environment)
    {
        var isDumb = environment("TERM") == "dumb";
        bool outIsTerminal = !Console.IsOutputRedirected, errIsTerminal = !Console.IsErrorRedirected;
        var (width, height) = outIsTerminal || errIsTerminal ? Size() : (DefaultWidth, DefaultHeight);
        return new Screen
        {
            Out = Console.Out,
            Err = Console.Error,
            In = Console.In,
            OutIsTerminal = outIsTerminal,
            ErrIsTerminal = errIsTerminal,
            InIsTerminal = !Console.IsInputRedirected,
            NoColor = isDumb || !string.IsNullOrEmpty(environment("NO_COLOR")),
            IsDumb = isDumb,
            Width = width,
            Height = height,
        };
    }

    private static (int Width, int Height) Size()
    {
        try
        {
            // A terminal that doesn't know its size says 0.
            return (Console.WindowWidth is > 0 and var width ? width : DefaultWidth, Console.WindowHeight is > 0 and var height ? height : DefaultHeight);
        }
        catch (IOException)
        {
            return (DefaultWidth, DefaultHeight);
        }
    }
}
