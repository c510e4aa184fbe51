using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Lens;

namespace Undercurrent.Web.Pages;

/// <summary>An action, and what can be done to it.</summary>
internal static class ActionEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/runs/{id}/actions/{action}", (HttpContext http, WebBackend backend, string id, string action) => ShowAsync(http, backend, id, action, null));
        pages.MapChange("/runs/{id}/actions/{action}/cancel", CancelAsync);
    }

    private static async Task<IResult> CancelAsync(HttpContext http, WebBackend backend, string id, string action)
    {
        if (!RunId.TryParse(id, out var runId) || !ActionId.TryParse(action, out var actionId) || await backend.Runner.GetRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        try
        {
            await run.CancelActionAsync(actionId, CancellationToken.None);
            return PageAnswer.SeeOther(http, PageUrl.Action(runId, actionId));
        }
        catch (Exception exception) when (Refusals.Of(exception, backend) is not null)
        {
            return await ShowAsync(http, backend, id, action, Refusals.Of(exception, backend));
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id, string action, string? refusal)
    {
        var records = backend.Runner.Records;
        if (!RunId.TryParse(id, out var runId) || await records.GetRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        if (!ActionId.TryParse(action, out var actionId) || await records.GetActionAsync(runId, actionId, http.RequestAborted) is not { } found)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Action(runId, action));
        }

        var events = await PageEvents.OfAsync(backend, run, http.RequestAborted);
        var model = new ActionModel
        {
            Run = run,
            Events = found.EndedAt is null ? events : null,
            Log = await ActionLogReader.ReadAsync(backend, found, http.RequestAborted),
            Lens = await ContextLens.OfActionAsync(records, found, http.RequestAborted),
            Refusal = refusal,
            Action = found,
            Callers = await OpenRows.ReadWayAsync(records, runId, found.ParentId, http.RequestAborted),
            Children = await records.CountChildrenAsync(runId, actionId, http.RequestAborted),
            Now = backend.Time.GetUtcNow(),
        };
        return await PageAnswer.ShowAsync<ActionPage>(http, model, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }
}
