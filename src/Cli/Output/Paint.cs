namespace Undercurrent.Cli.Output;

/// <summary>Colours for words, when they are wanted.</summary>
internal static class Paint
{
    public const string Red = "31";
    public const string Green = "32";
    public const string Yellow = "33";
    public const string Blue = "34";
    public const string Grey = "90";
    public const string Bold = "1";

    /// <param name="text">Text without control characters: see <see cref="Shown"/>.</param>
    /// <param name="color">One of the constants; null for none.</param>
    /// <param name="isOn">Whether colours are wanted.</param>
    public static string Of(string text, string? color, bool isOn) => isOn && color is not null && text.Length > 0 ? $"\u001b[{color}m{text}\u001b[0m" : text;

    /// <summary>The colour of a state of a run, an action or an attempt.</summary>
    public static string? ForState(string state) => state switch
    {
        "succeeded" => Green,
        "failed" or "abandoned" or "lost" => Red,
        "running" => Blue,
        "waitingToRetry" or "interrupted" => Yellow,
        "cancelled" => Grey,
        _ => null,
    };
}
