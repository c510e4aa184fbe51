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

    public static async Task<ActionLog> ReadAsync(WebBackend backend, ActionRecord action, CancellationToken cancellationToken)
    {
        var lines = new List<RunEvent>();
        var seen = 0L;
        if (await backend.Runner.GetRunAsync(action.RunId, cancellationToken) is not { } run)
        {
            return new ActionLog(lines, seen, IsWhole: true);
        }

        var after = await FirstAsync(backend, action, cancellationToken);
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

            // Its lines lie between its call and its end; what comes a while behind its end can't be of it.
            if (action.EndedAt is { } end && happened.At > end + Lag)
            {
                break;
            }
        }

        return new ActionLog(lines, seen, IsWhole: true);
    }

    // Events of several silos are put in order as they arrive, by clocks that differ a little.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    private static async Task<long> FirstAsync(WebBackend backend, ActionRecord action, CancellationToken cancellationToken) =>
        backend.Runner.Records is IRunStore store ? await EventSearch.BehindAsync(store, action.RunId, action.CalledAt - Lag, cancellationToken) : 0;
}
