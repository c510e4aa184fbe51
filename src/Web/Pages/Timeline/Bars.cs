using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>Cuts an action's time into pieces.</summary>
internal static class Bars
{
    /// <summary>The pieces in order of time: each attempt, and what lies before, between and behind them.</summary>
    /// <param name="action">The action.</param>
    /// <param name="now">Until when what has not ended is drawn.</param>
    /// <param name="run">The state of its run.</param>
    public static IReadOnlyList<BarPiece> Of(ActionRecord action, DateTimeOffset now, RunState run)
    {
        var end = Later(action.EndedAt ?? now, action.CalledAt);
        if (action.Attempts.Count == 0)
        {
            var kind = action.Source is not null ? BarKind.Taken : LeftOpen.Is(action.State, run) ? BarKind.Interrupted : action.EndedAt is null ? BarKind.Queued : KindOf(action.State);
            return [new BarPiece(kind, action.CalledAt, end, 0)];
        }

        var pieces = new List<BarPiece>();
        var at = action.CalledAt;
        foreach (var (index, attempt) in action.Attempts.Index())
        {
            var from = Later(attempt.StartedAt ?? at, at);
            Add(index == 0 ? BarKind.Queued : BarKind.Waiting, at, from, 0);
            var to = Later(attempt.EndedAt ?? end, from);
            Add(LeftOpen.Is(attempt.State, run) ? BarKind.Interrupted : KindOf(attempt.State), from, to, index + 1);
            at = to;
        }

        if (action.State == ActionState.WaitingToRetry)
        {
            Add(LeftOpen.Is(action.State, run) ? BarKind.Interrupted : BarKind.Waiting, at, Later(end, at), 0);
        }

        return pieces;

        // An attempt is shown however short it was; a wait only when there was one.
        void Add(BarKind kind, DateTimeOffset from, DateTimeOffset to, int attempt)
        {
            if (attempt > 0 || to > from)
            {
                pieces.Add(new BarPiece(kind, from, to, attempt));
            }
        }
    }

    private static BarKind KindOf(ActionState state) => state switch
    {
        ActionState.Running => BarKind.Running,
        ActionState.WaitingToRetry => BarKind.Waiting,
        ActionState.Succeeded => BarKind.Succeeded,
        ActionState.Failed => BarKind.Failed,
        ActionState.Cancelled => BarKind.Cancelled,
        ActionState.Abandoned => BarKind.Abandoned,
        _ => BarKind.Lost,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
