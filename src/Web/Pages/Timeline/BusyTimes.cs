using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>When something happened in an action, for the folding of times in which nothing did.</summary>
internal static class BusyTimes
{
    /// <param name="action">The action.</param>
    /// <param name="isSeenThrough">Whether all that it called is shown, so that what it waited for is seen by itself.</param>
    /// <param name="now">Until when what has not ended is drawn.</param>
    /// <param name="run">The state of its run.</param>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Of(ActionRecord action, bool isSeenThrough, DateTimeOffset now, RunState run)
    {
        foreach (var piece in Bars.Of(action, now, run))
        {
            // A beginning or an end is never inside what is folded.
            yield return (piece.From, piece.From);
            yield return (piece.To, piece.To);
            if (!isSeenThrough && piece.Kind != BarKind.Waiting && !StepNames.IsWait(action.Task))
            {
                yield return (piece.From, piece.To);
            }
        }
    }
}
