using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Which stream of events tells when a page of a run is out of date.</summary>
internal static class PageEvents
{
    /// <summary>From behind the last event that there is now; null for a run that has ended.</summary>
    public static async Task<string?> OfAsync(WebBackend backend, RunRecord run, CancellationToken cancellationToken)
    {
        if (run.State is not (RunState.Running or RunState.Interrupted))
        {
            return null;
        }

        var last = backend.Store is { } store ? await EventSearch.LastAsync(store, run.RunId, cancellationToken) : 0;
        return PageUrl.With($"/api/v1/runs/{run.RunId}/events", ("after", last.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
