using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>What an interrupted run left open: the record has its last state, but nothing of it runs, and nobody knows when it stopped.</summary>
internal static class LeftOpen
{
    public static bool Is(ActionState state, RunState run) => run == RunState.Interrupted && state is ActionState.Running or ActionState.WaitingToRetry;

    /// <summary>Until when what has not ended is drawn: now; of an interrupted run the last time that is known of these actions.</summary>
    public static DateTimeOffset Until(RunRecord run, IEnumerable<ActionRecord> actions, DateTimeOffset now) =>
        run.State == RunState.Interrupted ? actions.SelectMany(TimesOf).Append(run.LaunchedAt).Max() : now;

    private static IEnumerable<DateTimeOffset> TimesOf(ActionRecord action) =>
    [
        action.CalledAt,
        action.EndedAt ?? action.CalledAt,
        .. action.Attempts.Select(attempt => attempt.EndedAt ?? attempt.StartedAt ?? action.CalledAt),
    ];
}
