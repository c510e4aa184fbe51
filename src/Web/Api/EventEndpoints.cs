using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>What happens in a run, as it happens.</summary>
internal static class EventEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/runs/{id}/events", FollowAsync)
        .Takes(
            new("after", "integer", "The sequence number of the last event that was seen; the header `Last-Event-ID` wins. Default 0: all of them."),
            new("kinds", "string", "Only events of these kinds, with commas between them, as in `reported,logged`."),
            new("action", "string", "Only events of this action."),
            new("follow", "boolean", "Whether to wait for what comes; default true. With false the stream ends behind what is there now."))
        .Produces<EventJson>(StatusCodes.Status200OK, EventSink.ServerSent, EventSink.Lines)
        .Describe("events.follow", "The events of a run", "Server-sent events, or with `Accept: application/x-ndjson` one Event a line. Ends with the run, by an event `end`.")
        .Problems(ProblemKinds.UnknownRun);

    private static async Task FollowAsync(ApiRequest request, WebBackend backend, IHostApplicationLifetime lifetime)
    {
        var after = After(request);
        var kinds = Kinds(request);
        var action = request.Action("action");
        var follow = request.Flag("follow") ?? true;
        request.Check();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted, lifetime.ApplicationStopping);
        var run = await RunReading.FindAsync(backend, request.RunId, ending.Token);
        var sink = new EventSink(request.Http);
        var events = follow ? run.FollowAsync(after, ending.Token) : EventsSoFar.ReadAsync(backend, run, after, ending.Token);
        var sent = backend.Time.GetUtcNow();
        try
        {
            await foreach (var happened in events.WithPulseAsync(Heartbeat, backend.Time, ending.Token))
            {
                var isWanted = happened is not null && (kinds is null || kinds.Contains(happened.Kind)) && (action is null || happened.ActionId == action);
                if (happened is null || (!isWanted && backend.Time.GetUtcNow() - sent >= Heartbeat))
                {
                    sent = backend.Time.GetUtcNow();
                    await sink.BeatAsync(ending.Token);
                    await sink.FlushAsync(ending.Token);
                }
                else if (isWanted)
                {
                    sent = backend.Time.GetUtcNow();
                    await sink.WriteAsync(EnumWords<RunEventKind>.Of(happened.Kind), happened.Sequence, happened.ToJson(), ending.Token);
                }
            }

            await sink.EndAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Whoever followed is gone, or the server stops: they come again, and go on behind what they have.
        }
    }

    private static long After(ApiRequest request)
    {
        if (request.Http.Request.Headers["Last-Event-ID"].ToString() is not { Length: > 0 } last)
        {
            return request.Number("after", 0, long.MaxValue) ?? 0;
        }

        if (long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return sequence;
        }

        request.Errors.Add("Last-Event-ID", $"'{ApiRequest.Shown(last)}' is no sequence number of an event.");
        return 0;
    }

    private static HashSet<RunEventKind>? Kinds(ApiRequest request)
    {
        if (request.Text("kinds") is not { } text)
        {
            return null;
        }

        var kinds = new HashSet<RunEventKind>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (EnumWords<RunEventKind>.TryRead(word, out var kind))
            {
                kinds.Add(kind);
            }
            else
            {
                request.Errors.Add("kinds", EnumWords<RunEventKind>.Wrong(word));
            }
        }

        return kinds;
    }
}
