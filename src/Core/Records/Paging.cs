namespace Undercurrent.Records;

/// <summary>Cuts a page out of what a store holds, and joins the pages of several silos into one.</summary>
internal static class Paging
{
    /// <summary>Newest first.</summary>
    public static Page<RunRecord> Runs(IEnumerable<RunRecord> runs, PageRequest page)
    {
        var mark = page.Mark;
        var fitting = runs
            .Where(run => mark is null || PageMark.Of(run).CompareTo(mark.Value) < 0)
            .OrderByDescending(PageMark.Of)
            .DistinctBy(run => run.RunId);
        return Cut(fitting, page.Size, PageMark.Of);
    }

    /// <summary>In the order of their calls; what several silos know of one action is joined.</summary>
    public static Page<ActionRecord> Actions(IEnumerable<ActionRecord> actions, PageRequest page)
    {
        var mark = page.Mark;
        var fitting = actions
            .Where(action => mark is null || PageMark.Of(action).CompareTo(mark.Value) > 0)
            .OrderBy(PageMark.Of)
            .GroupBy(action => action.ActionId, (_, parts) => Join(parts));
        return Cut(fitting, page.Size, PageMark.Of);
    }

    /// <summary>One page out of the same page of several silos, each cut by its own.</summary>
    public static Page<RunRecord> JoinRuns(IReadOnlyCollection<Page<RunRecord>> parts, PageRequest page) =>
        WithMore(Runs(parts.SelectMany(part => part.Items), page), parts, PageMark.Of);

    /// <inheritdoc cref="JoinRuns"/>
    public static Page<ActionRecord> JoinActions(IReadOnlyCollection<Page<ActionRecord>> parts, PageRequest page) =>
        WithMore(Actions(parts.SelectMany(part => part.Items), page), parts, PageMark.Of);

    /// <summary>One record of what several silos recorded of the same action: the later attempt decides its state.</summary>
    public static ActionRecord Join(IEnumerable<ActionRecord> parts)
    {
        var all = parts.ToArray();
        if (all.Length == 1)
        {
            return all[0];
        }

        var latest = all
            .OrderBy(part => part.Attempts.Count == 0 ? default : PositionOf(part.Attempts[^1]))
            .ThenBy(part => part.EndedAt ?? DateTimeOffset.MinValue)
            .Last();
        var attempts = all.SelectMany(part => part.Attempts)
            .GroupBy(PositionOf, (_, same) => same.OrderBy(attempt => attempt.EndedAt is null ? 0 : 1).Last())
            .OrderBy(PositionOf);
        return latest with { Attempts = [.. attempts] };
    }

    private static (int ParentAttempt, int Number) PositionOf(AttemptRecord attempt) => (attempt.ParentAttempt, attempt.Number);

    private static Page<T> WithMore<T>(Page<T> joined, IReadOnlyCollection<Page<T>> parts, Func<T, PageMark> markOf) =>
        joined.Next is null && joined.Items.Count > 0 && parts.Any(part => part.Next is not null)
            ? joined with { Next = markOf(joined.Items[^1]).ToString() }
            : joined;

    private static Page<T> Cut<T>(IEnumerable<T> ordered, int size, Func<T, PageMark> markOf)
    {
        var items = ordered.Take(size + 1).ToArray();
        return items.Length > size ? new Page<T>(items[..size], markOf(items[size - 1]).ToString()) : new Page<T>(items, null);
    }
}
