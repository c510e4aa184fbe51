using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>Cuts a page out of what a store holds, and joins the pages of several silos into one.</summary>
internal static class Paging
{
    /// <summary>The largest inputs or output that a list carries, in bytes; who wants larger ones opens the run or action.</summary>
    public const int MaxListed = 64 * 1024;

    /// <summary>About as many characters of text as one answer to a follower on a cluster should carry.</summary>
    public const int MaxEventText = 2 * 1024 * 1024;

    private static readonly Comparer<AttemptRecord?> InOrder = Comparer<AttemptRecord?>.Create(static (left, right) =>
    {
        var byCall = AncestorAttempts.Compare(left?.AncestorAttempts ?? "", right?.AncestorAttempts ?? "");
        return byCall != 0 ? byCall : (left?.Number ?? 0).CompareTo(right?.Number ?? 0);
    });

    /// <summary>Whether more may lie behind events that were read, at most so many at a time, or so much of their text.</summary>
    public static bool MayGoOn(IReadOnlyCollection<RunEvent> events, int max) =>
        events.Count >= max || events.Sum(happened => (long)(happened.Message?.Length ?? 0)) >= MaxEventText;

    /// <summary>Newest first.</summary>
    public static Page<RunRecord> Runs(IEnumerable<RunRecord> runs, PageRequest page)
    {
        var mark = page.Mark;
        var fitting = runs
            .Where(run => mark is null || PageMark.Of(run).CompareTo(mark.Value) < 0)
            .OrderByDescending(PageMark.Of)
            .DistinctBy(run => run.RunId)
            .Select(AsListed);
        return Cut(fitting, page.Size, PageMark.Of, PayloadOf);
    }

    /// <summary>In the order of their calls; what several silos know of one action is joined.</summary>
    public static Page<ActionRecord> Actions(IEnumerable<ActionRecord> actions, PageRequest page)
    {
        var mark = page.Mark;
        var fitting = actions
            .Where(action => mark is null || PageMark.Of(action).CompareTo(mark.Value) > 0)
            .OrderBy(PageMark.Of)
            .GroupBy(action => action.ActionId, (_, parts) => AsListed(Join(parts)));
        return Cut(fitting, page.Size, PageMark.Of, PayloadOf);
    }

    /// <summary>One page out of the same page of several silos, each cut by its own.</summary>
    public static Page<RunRecord> JoinRuns(IReadOnlyCollection<Page<RunRecord>> parts, PageRequest page)
    {
        // What lies behind a silo's own cut may come before another's items: nothing from behind the first cut is shown.
        var cuts = parts.Where(part => part.Next is not null).Select(part => PageMark.Parse(part.Next!)).ToArray();
        var known = parts.SelectMany(part => part.Items).Where(run => Array.TrueForAll(cuts, cut => PageMark.Of(run).CompareTo(cut) >= 0));
        return WithMore(Runs(known, page), cuts.Length > 0, PageMark.Of);
    }

    /// <inheritdoc cref="JoinRuns"/>
    public static Page<ActionRecord> JoinActions(IReadOnlyCollection<Page<ActionRecord>> parts, PageRequest page)
    {
        var cuts = parts.Where(part => part.Next is not null).Select(part => PageMark.Parse(part.Next!)).ToArray();
        var known = parts.SelectMany(part => part.Items).Where(action => Array.TrueForAll(cuts, cut => PageMark.Of(action).CompareTo(cut) <= 0));
        return WithMore(Actions(known, page), cuts.Length > 0, PageMark.Of);
    }

    /// <summary>One record of what several silos recorded of the same action: the later attempt decides its state.
    /// Of the same attempt the end that was recorded: who executed an attempt behind which its caller ended the action doesn't
    /// know of that end, and takes the action for abandoned when the run ends.</summary>
    public static ActionRecord Join(IEnumerable<ActionRecord> parts)
    {
        var all = parts.ToArray();
        if (all.Length == 1)
        {
            return all[0];
        }

        var attempts = all.SelectMany(part => part.Attempts)
            .GroupBy(attempt => (attempt.AncestorAttempts, attempt.Number), (_, same) => JoinAttempt(same))
            .Order(InOrder)
            .ToArray();
        var latest = all
            .OrderBy(part => part.Attempts.Count == 0 ? null : part.Attempts[^1], InOrder)
            .ThenBy(part => part.State != ActionState.Abandoned)
            .ThenBy(part => part.EndedAt ?? DateTimeOffset.MinValue)
            .Last();
        return latest with { Attempts = attempts };
    }

    private static RunRecord AsListed(RunRecord run) => run with { Inputs = AsListed(run.Inputs), Output = AsListed(run.Output), Warnings = [] };

    public static ActionRecord AsListed(ActionRecord action) => action with { Inputs = AsListed(action.Inputs), Output = AsListed(action.Output) };

    private static ReadOnlyMemory<byte> AsListed(ReadOnlyMemory<byte> payload) => payload.Length > MaxListed ? default : payload;

    private static ReadOnlyMemory<byte>? AsListed(ReadOnlyMemory<byte>? payload) => payload is { } bytes ? AsListed(bytes) : default(ReadOnlyMemory<byte>?);

    // Who executed it knows how it ended; the caller's silo only notes an end of its own when it saw none.
    private static AttemptRecord JoinAttempt(IEnumerable<AttemptRecord> same) => same
        .OrderByDescending(attempt => attempt.EndedAt is not null)
        .ThenByDescending(attempt => attempt.StartedAt is not null)
        .ThenBy(attempt => attempt.EndedAt)
        .First();

    private static Page<T> WithMore<T>(Page<T> joined, bool more, Func<T, PageMark> markOf) =>
        joined.Next is null && joined.Items.Count > 0 && more
            ? joined with { Next = markOf(joined.Items[^1]).ToString() }
            : joined;

    public static Page<T> Cut<T>(IEnumerable<T> ordered, int size, Func<T, PageMark> markOf, Func<T, int> payloadOf)
    {
        var cut = new PageCut<T>(size, markOf, payloadOf);
        _ = ordered.All(cut.TryAdd);
        return cut.Page;
    }

    public static int PayloadOf(RunRecord run) => run.Inputs.Length + (run.Output?.Length ?? 0);

    public static int PayloadOf(ActionRecord action) => action.Inputs.Length + (action.Output?.Length ?? 0);
}
