using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Lens;

/// <summary>Compares two contexts key by key.</summary>
internal static class ContextDiff
{
    /// <param name="leftName">The run, or the action, of the left one.</param>
    /// <param name="left">What was asked for.</param>
    /// <param name="rightName">The run, or the action, of the right one.</param>
    /// <param name="right">What it is compared with.</param>
    public static DiffJson Of(string leftName, CustomContext left, string rightName, CustomContext right)
    {
        var keys = left.AllEntries.Concat(right.AllEntries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);
        return new DiffJson(leftName, rightName, [.. keys.Select(key => OfKey(key, left.Find(key), right.Find(key)))]);
    }

    private static DiffKeyJson OfKey(string key, ContextEntry? left, ContextEntry? right)
    {
        var change = (left, right) switch
        {
            (null, _) => DiffChange.Added,
            (_, null) => DiffChange.Removed,
            ({ IsSensitive: true }, _) or (_, { IsSensitive: true }) => DiffChange.Unknown,
            _ => left.Value == right.Value ? DiffChange.Same : DiffChange.Changed,
        };
        return new DiffKeyJson(key, change, left?.ToJson(), right?.ToJson());
    }
}
