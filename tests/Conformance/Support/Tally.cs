using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Counts how often bodies ran, by an id that the test makes and passes as an input.</summary>
public static class Tally
{
    private static readonly ConcurrentDictionary<string, int> Counts = new(StringComparer.Ordinal);

    /// <summary>One more; returns how many it makes.</summary>
    public static int Next(string id) => Counts.AddOrUpdate(id, 1, static (_, count) => count + 1);

    public static int Of(string id) => Counts.GetValueOrDefault(id);
}
