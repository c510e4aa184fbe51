namespace Undercurrent.Processes.Words;

/// <summary>A task library's own dependency.</summary>
public static class Words
{
    /// <summary>Joins words to a sentence.</summary>
    public static string Join(params IEnumerable<string> words) => string.Join(' ', words) + ".";
}
