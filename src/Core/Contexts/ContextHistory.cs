namespace Undercurrent;

/// <summary>
/// Bounds what a context tells of its past (what keys overrode, what was removed): it travels with every call, and a tree
/// that overrides large values again and again must not make it grow beyond the limit of the context itself.
/// </summary>
internal static class ContextHistory
{
    /// <summary>
    /// Over <paramref name="maxCharacters"/> the oldest removals go first, then the largest overridden values. Keys, values
    /// and origins are never touched.
    /// </summary>
    public static void Bound(ContextEntry[] entries, ref ContextEntry[] removed, int maxCharacters)
    {
        var excess = -maxCharacters;
        foreach (var entry in entries)
        {
            excess += entry.Overrode?.Value.Length ?? 0;
        }

        foreach (var entry in removed)
        {
            excess += SizeOf(entry);
        }

        if (excess > 0)
        {
            excess = DropRemoved(ref removed, excess);
            DropOverridden(entries, excess);
        }
    }

    private static int DropRemoved(ref ContextEntry[] removed, int excess)
    {
        var dropped = 0;
        while (dropped < removed.Length && excess > 0)
        {
            excess -= SizeOf(removed[dropped++]);
        }

        removed = removed[dropped..];
        return excess;
    }

    private static void DropOverridden(ContextEntry[] entries, int excess)
    {
        while (excess > 0)
        {
            var largest = 0;
            for (var index = 1; index < entries.Length; index++)
            {
                largest = (entries[index].Overrode?.Value.Length ?? 0) > (entries[largest].Overrode?.Value.Length ?? 0) ? index : largest;
            }

            excess -= entries[largest].Overrode?.Value.Length ?? excess;
            entries[largest] = entries[largest] with { Overrode = null };
        }
    }

    // A removal has the value twice: as its own and as what it overrode.
    private static int SizeOf(ContextEntry removed) => removed.Value.Length + (removed.Overrode?.Value.Length ?? 0);
}
