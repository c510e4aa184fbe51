using Undercurrent.Records;

namespace Undercurrent.Web.Lens;

/// <summary>Gathers the values of a run's contexts: the same value of the same origin is one.</summary>
internal sealed class LensValues
{
    private readonly Dictionary<(string Key, string Value, ContextOrigin Origin, bool IsRemoved), LensValue> _values = [];
    private readonly Dictionary<string, List<(string, string, ContextOrigin, bool)>> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys, in the order in which they were met.</summary>
    public IReadOnlyCollection<string> Keys => _keys.Keys;

    public static LensValues Of(IEnumerable<ContextUse> uses)
    {
        var values = new LensValues();
        foreach (var (context, actions) in uses)
        {
            foreach (var entry in context.AllEntries)
            {
                values.Add(entry, isRemoved: false, actions);
            }

            foreach (var entry in context.Removed)
            {
                values.Add(entry, isRemoved: true, actions);
            }
        }

        return values;
    }

    public void Add(ContextEntry entry, bool isRemoved, long actions)
    {
        var id = Id(entry, isRemoved);
        if (_values.TryGetValue(id, out var known))
        {
            _values[id] = known with { Actions = known.Actions + actions };
            return;
        }

        _values[id] = new LensValue(entry, isRemoved, actions);
        (_keys.TryGetValue(entry.Key, out var ids) ? ids : _keys[entry.Key] = []).Add(id);
    }

    /// <summary>All values of a key.</summary>
    public IReadOnlyList<LensValue> Of(string key) => [.. _keys[key].Select(id => _values[id])];

    /// <summary>The entry with its count; 0 when no action that is looked at started with it.</summary>
    public LensValue Find(ContextEntry entry, bool isRemoved) =>
        new(entry, isRemoved, _values.TryGetValue(Id(entry, isRemoved), out var known) ? known.Actions : 0);

    // By what is shown, so that sensitive values can't be told apart.
    private static (string, string, ContextOrigin, bool) Id(ContextEntry entry, bool isRemoved) => (entry.Key, entry.ShownValue, entry.Origin, isRemoved);
}
