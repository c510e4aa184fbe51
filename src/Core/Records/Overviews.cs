namespace Undercurrent.Records;

/// <summary>What is told of many actions at once: counts, the slowest, the contexts. The same for every store that has records to look through.</summary>
internal static class Overviews
{
    /// <summary>The most actions that <see cref="IRunRecords.GetSlowestChildrenAsync"/> gives.</summary>
    public const int MaxSlowest = 100;

    /// <summary>The most contexts that <see cref="IRunRecords.GetContextsAsync"/> gives.</summary>
    public const int MaxContexts = 1000;

    public static void CheckCount(int count) => Check(count, MaxSlowest, nameof(count), "The slowest actions");

    public static void CheckMax(int max) => Check(max, MaxContexts, nameof(max), "The contexts of a run");

    public static Dictionary<ActionState, long> CountByState(IEnumerable<ActionState> states) => states
        .CountBy(state => state)
        .ToDictionary(same => same.Key, same => (long)same.Value);

    /// <summary>The longest first, of equal ones the earliest call.</summary>
    public static IReadOnlyList<ActionRecord> Slowest(IEnumerable<ActionRecord> actions, int count)
    {
        var longest = actions
            .Where(action => action.EndedAt is not null)
            .OrderByDescending(action => action.EndedAt - action.CalledAt)
            .ThenBy(PageMark.Of)
            .Take(count)
            .Select(Paging.AsListed);
        return Paging.Cut(longest, count, PageMark.Of, Paging.PayloadOf).Items;
    }

    /// <summary>The most used first, of equally used ones the one that was met first.</summary>
    public static IReadOnlyList<ContextUse> Contexts(IEnumerable<CustomContext> ofEachAction, int max)
    {
        // Most actions share an object with others: only what is left of them is packed, which is what tells them apart.
        var objects = ofEachAction.CountBy(context => context, (IEqualityComparer<CustomContext>)ReferenceEqualityComparer.Instance);
        return
        [
            .. objects
                .GroupBy(one => Convert.ToBase64String(one.Key.Packed), StringComparer.Ordinal)
                .Select(same => new ContextUse(same.First().Key, same.Sum(one => (long)one.Value)))
                .OrderByDescending(use => use.Actions)
                .Take(max),
        ];
    }

    private static void Check(int value, int most, string name, string what)
    {
        if (value < 1 || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{what} are 1 to {most:N0} at a time.");
        }
    }
}
