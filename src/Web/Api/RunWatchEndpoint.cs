using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>Tells when the first page of a list of runs is another one.</summary>
internal static class RunWatchEndpoint
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/runs/events", WatchAsync)
        .Takes([.. QueryParameters.OfRuns, QueryParameters.Size])
        .Produces<string>(StatusCodes.Status200OK, EventSink.ServerSent)
        .Describe("runs.watch", "When a list of runs changes", "A server-sent event `changed` each time that the first page of the query changes; fetch the list then. The store is asked once a second.")
        .Problems(ProblemKinds.BadQuery, ProblemKinds.TooManyWatchers);

    private static async Task WatchAsync(
        ApiRequest request, WebBackend backend, Watchers watchers, IHostApplicationLifetime lifetime, ILogger<Watchers> log)
    {
        _ = RunFilters.Read(request, backend.Time.GetUtcNow());
        var page = request.Page();
        request.Check();
        using var place = watchers.TryEnter() ?? throw new ProblemException(ProblemKinds.TooManyWatchers, $"{Watchers.Most} connections follow lists of runs already.")
        {
            Next = "Close one, or fetch GET /api/v1/runs from time to time.",
            RetryAfter = TimeSpan.FromSeconds(30),
        };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted, lifetime.ApplicationStopping);
        var sink = new EventSink(request.Http);
        var sequence = 0L;
        try
        {
            // Ages are counted anew each time.
            var changes = ChangesAsync(() => RunFilters.Read(request, backend.Time.GetUtcNow()) with { Page = page }, backend, log, ending.Token);
            await foreach (var change in changes.WithPulseAsync(Heartbeat, backend.Time, ending.Token))
            {
                await (change is null ? sink.BeatAsync(ending.Token) : sink.WriteAsync("changed", ++sequence, new { }, ending.Token));
                await sink.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Whoever watched is gone, or the server stops.
        }
    }

    private static async IAsyncEnumerable<string> ChangesAsync(Func<RunQuery> query, WebBackend backend, ILogger log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, backend.Time);
        string? shown = null;
        do
        {
            var now = await LookAsync(query(), backend, log, cancellationToken);
            if (shown is not null && now is not null && now != shown)
            {
                yield return now;
            }

            shown = now ?? shown;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    // What a list shows of its runs; null while the store is away.
    private static async Task<string?> LookAsync(RunQuery query, WebBackend backend, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            var page = await backend.Runner.Records.FindRunsAsync(query, cancellationToken);
            return string.Join('\n', page.Items.Select(run => $"{run.RunId} {run.State} {run.Owner} {run.TakenOver}"));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            WebLog.WatchFailed(log, exception.Message);
            return null;
        }
    }
}
