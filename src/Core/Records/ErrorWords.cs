namespace Undercurrent.Records;

/// <summary>The words by which errors are found: the same in every store, which is why no database's own text search is used.</summary>
internal static class ErrorWords
{
    private const int MaxWords = 200;
    private const int MaxLength = 64;

    /// <summary>Runs of letters and digits, in lower case; at most 200 different ones, each cut at 64 characters.</summary>
    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var index = 0; index <= text.Length && words.Count < MaxWords; index++)
        {
            var isWord = index < text.Length && char.IsLetterOrDigit(text[index]);
            if (isWord && start < 0)
            {
                start = index;
            }
            else if (!isWord && start >= 0)
            {
                // By way of capitals: several small letters share one (σ and ς).
                words.Add(text.Substring(start, Math.Min(index - start, MaxLength)).ToUpperInvariant().ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    /// <summary>Those of types and messages, from the root cause up; none without a failure.</summary>
    public static HashSet<string> Of(TaskFailure? failure) =>
        failure is null ? [] : Of(string.Join('\n', Chain(failure).Reverse().Select(one => $"{one.Type} {one.Message} {one.Task}")));

    private static IEnumerable<TaskFailure> Chain(TaskFailure failure)
    {
        for (TaskFailure? one = failure; one is not null; one = one.Cause)
        {
            yield return one;
        }
    }
}
