using System.Globalization;

namespace Undercurrent.Records;

/// <summary>
/// Where a page ended: the time and id of its last item. It means the same in every store and on every silo, and new
/// items don't shift the pages behind it.
/// </summary>
internal readonly record struct PageMark(DateTimeOffset At, string Id) : IComparable<PageMark>
{
    public static PageMark Of(RunRecord run) => new(run.LaunchedAt, run.RunId.Value);

    public static PageMark Of(ActionRecord action) => new(action.CalledAt, action.ActionId.ToString());

    /// <exception cref="FormatException">The text is no mark.</exception>
    public static PageMark Parse(string text)
    {
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        return tilde > 0 && long.TryParse(text.AsSpan(0, tilde), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new PageMark(new DateTimeOffset(ticks, TimeSpan.Zero), text[(tilde + 1)..])
            : throw new FormatException($"'{text}' is no page mark; pass what Page.Next was, or null for the first page.");
    }

    public int CompareTo(PageMark other)
    {
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : string.CompareOrdinal(Id, other.Id);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}~{Id}");
}
