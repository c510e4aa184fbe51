namespace Undercurrent.Cli.Output;

/// <summary>A custom context in one line.</summary>
internal static class ContextText
{
    public static string Of(IReadOnlyDictionary<string, string> context) => string.Join(", ", context.Select(entry => $"{entry.Key}={entry.Value}"));
}
