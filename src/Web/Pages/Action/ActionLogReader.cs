using Undercurrent.Records;
using Undercurrent.Web.Api;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Finds the lines of an action among the events of its run.</summary>
internal static class ActionLogReader
{
    private const int MostLines = 500;

    // Events are kept by run, not by action: of a large run only so many are looked through for a page.
    private const int MostEvents = 20_000;

    // Events stand in the order in which they were recorded, which is nearly that of their times: so many are looked
    // through before the action's call, and behind the end of its last attempt.
    private const int Slack = 2_000;

    public static async Task<ActionLog> ReadAsync(WebBackend backend, ActionRecord action, CancellationToken cancellationToken)
    {
        var lines = new List<RunEvent>();
        var seen = 0L;
        if (await backend.Runner.GetRunAsync(action.RunId, cancellationToken) is not { } run)
        {
            return new ActionLog(lines, seen, IsWhole: true);
        }

        var after = await FirstAsync(backend, action, cancellationToken);
        var (ends, behindEnd) = (0, 0);
        await foreach (var happened in EventsSoFar.ReadAsync(backend, run, after, cancellationToken))
        {
            if (seen == MostEvents || lines.Count == MostLines)
            {
                return new ActionLog(lines, seen, IsWhole: false);
            }

            seen++;
            if (happened.ActionId == action.ActionId && happened.Kind is RunEventKind.Reported or RunEventKind.Logged or RunEventKind.Warned)
            {
                lines.Add(happened);
            }

            ends += happened.ActionId == action.ActionId && happened.Kind == RunEventKind.AttemptEnded ? 1 : 0;
            behindEnd += action.EndedAt is not null && ends >= action.Attempts.Count ? 1 : 0;
            if (behindEnd > Slack)
            {
                break;
            }
        }

        return new ActionLog(lines, seen, IsWhole: true);
    }

    private static async Task<long> FirstAsync(WebBackend backend, ActionRecord action, CancellationToken cancellationToken) =>
        backend.Store is { } store ? Math.Max(0, await EventSearch.BehindAsync(store, action.RunId, action.CalledAt, cancellationToken) - Slack) : 0;
}
