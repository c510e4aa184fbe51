namespace Undercurrent;

/// <summary>Finds what someone who mistyped a name may have meant.</summary>
internal static class NearestNames
{
    /// <summary>The up to three names nearest to <paramref name="name"/>, nearest first; none that is too far to be a slip.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(2, name.Length / 3);
        return [.. known
            .Select(candidate => (candidate, distance: Distance(name, candidate, limit)))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(3)
            .Select(pair => pair.candidate)];
    }

    // Levenshtein's distance, letter case ignored; a name that holds the other whole counts as near.
    private static int Distance(string name, string candidate, int limit)
    {
        if (candidate.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            return Math.Min(limit, Math.Abs(candidate.Length - name.Length));
        }

        if (Math.Abs(name.Length - candidate.Length) > limit)
        {
            return int.MaxValue;
        }

        var previous = Enumerable.Range(0, candidate.Length + 1).ToArray();
        var current = new int[candidate.Length + 1];
        for (var i = 1; i <= name.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= candidate.Length; j++)
            {
                var cost = char.ToLowerInvariant(name[i - 1]) == char.ToLowerInvariant(candidate[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[candidate.Length];
    }
}
