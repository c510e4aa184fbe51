using System.Buffers.Binary;
using System.Globalization;
using System.Text;

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
        // A lost attempt is no try of the task: what it called answers for the next one too.
        var tried = parent.Attempt - parent.LostAttempts;
        if (tried == 1)
        {
            return parent.AncestorAttempts;
        }

        var own = string.Create(CultureInfo.InvariantCulture, $"{parent.Depth}:{tried}");
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

    /// <summary>Bytes that sort as <see cref="Compare"/> does: for each entry the depth upside down, then the attempt, 4 bytes each.</summary>
    public static byte[] ToSortKey(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var entries = Parse(text);
        var key = new byte[entries.Length * 8];
        for (var index = 0; index < entries.Length; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(index * 8), int.MaxValue - entries[index].Depth);
            BinaryPrimitives.WriteInt32BigEndian(key.AsSpan((index * 8) + 4), entries[index].Attempt);
        }

        return key;
    }

    /// <summary>The text of such a key.</summary>
    public static string FromSortKey(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            return AllFirst;
        }

        var text = new StringBuilder();
        for (; key.Length >= 8; key = key[8..])
        {
            var (depth, attempt) = (int.MaxValue - BinaryPrimitives.ReadInt32BigEndian(key), BinaryPrimitives.ReadInt32BigEndian(key[4..]));
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{depth}:{attempt}");
        }

        return text.ToString();
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
