using System.Globalization;

namespace Undercurrent.Execution;

/// <summary>
/// Which attempts of its ancestors a call comes from. A parent that is tried again calls its children under the same ids,
/// and so on down the tree; this tells the calls apart and says which is the later one.
/// </summary>
/// <remarks>
/// Written as <c>depth:attempt</c> for each ancestor whose attempt was not the first, from the root down, as in
/// <c>0:2,3:4</c>. Nearly always it is empty, and costs nothing.
/// </remarks>
internal static class AncestorAttempts
{
    public const string AllFirst = "";

    /// <summary>Those of a call that the body of <paramref name="parent"/> makes.</summary>
    public static string Below(ActionCall parent)
    {
        if (parent.Attempt == 1)
        {
            return parent.AncestorAttempts;
        }

        var own = string.Create(CultureInfo.InvariantCulture, $"{parent.Depth}:{parent.Attempt}");
        return parent.AncestorAttempts.Length == 0 ? own : $"{parent.AncestorAttempts},{own}";
    }

    /// <summary>Positive when <paramref name="left"/> is the later one: at the first ancestor in which they differ, its attempt is later.</summary>
    public static int Compare(string left, string right)
    {
        if (left == right)
        {
            return 0;
        }

        var lefts = Parse(left);
        var rights = Parse(right);
        for (var index = 0; index < Math.Min(lefts.Length, rights.Length); index++)
        {
            var (one, other) = (lefts[index], rights[index]);
            if (one.Depth != other.Depth)
            {
                // Whose entry stands higher in the tree has a later attempt there; the other's is the first.
                return other.Depth.CompareTo(one.Depth);
            }

            if (one.Attempt != other.Attempt)
            {
                return one.Attempt.CompareTo(other.Attempt);
            }
        }

        return lefts.Length.CompareTo(rights.Length);
    }

    private static (int Depth, int Attempt)[] Parse(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(entry =>
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            return (int.Parse(entry.AsSpan(0, colon), CultureInfo.InvariantCulture), int.Parse(entry.AsSpan(colon + 1), CultureInfo.InvariantCulture));
        }),
    ];
}
