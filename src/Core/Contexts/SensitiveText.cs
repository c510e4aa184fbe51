using System.Diagnostics.CodeAnalysis;

namespace Undercurrent;

/// <summary>Takes sensitive values out of texts that the product keeps: messages of failures, reported lines (rule L3).</summary>
internal static class SensitiveText
{
    // A value of one or two characters is in every text by chance.
    private const int Shortest = 3;

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Scrub(string? text, CustomContext context)
    {
        if (text is null || !context.HasSensitive)
        {
            return text;
        }

        // The longest first: one may be the beginning of another.
        foreach (var entry in context.AllEntries.Where(entry => entry is { IsSensitive: true, Value.Length: >= Shortest }).OrderByDescending(entry => entry.Value.Length))
        {
            text = text.Replace(entry.Value, SensitiveKeys.Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
