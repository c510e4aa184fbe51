namespace Undercurrent.Web.Pages;

/// <summary>Finds what the last word of a query may become.</summary>
internal static class Suggestions
{
    private const int Most = 10;

    /// <param name="text">The query up to where it is being typed.</param>
    /// <param name="source">What there is.</param>
    public static IReadOnlyList<string> Of(string text, SuggestionSource source)
    {
        var word = text[(text.LastIndexOfAny([' ', '\t']) + 1)..];
        return [.. Candidates(word, source)
            .Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase) && candidate != word)
            .Distinct(StringComparer.Ordinal)
            .Take(Most)];
    }

    private static IEnumerable<string> Candidates(string word, SuggestionSource source) => word switch
    {
        _ when word.StartsWith("state:", StringComparison.OrdinalIgnoreCase) => source.States.Select(state => $"state:{state}"),
        _ when word.StartsWith("task:", StringComparison.OrdinalIgnoreCase) => source.Tasks.Select(task => $"task:{task}"),
        _ when word.StartsWith("reads:", StringComparison.OrdinalIgnoreCase) => source.Reads.Select(key => $"reads:{key}"),
        _ when word.StartsWith("age", StringComparison.OrdinalIgnoreCase) => ["age<1h", "age<24h", "age<7d", "age>7d"],
        _ when word.StartsWith("ctx.", StringComparison.OrdinalIgnoreCase) => Pairs("ctx.", word, source.Context),
        _ when word.StartsWith("label.", StringComparison.OrdinalIgnoreCase) => Pairs("label.", word, source.Labels),
        _ => source.Fields,
    };

    // First the keys; the values of a key once it is written.
    private static IEnumerable<string> Pairs(string prefix, string word, IReadOnlyList<(string Key, string Value)> pairs) =>
        word.Contains('=', StringComparison.Ordinal)
            ? pairs.Where(pair => pair.Value != SensitiveKeys.Mask && pair.Value.Length <= 200).Select(pair => $"{prefix}{pair.Key}={Quoted(pair.Value)}")
            : pairs.Select(pair => $"{prefix}{pair.Key}=");

    private static string Quoted(string value) => value.AsSpan().ContainsAny(' ', '"') || value.Length == 0
        ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : value;
}
