using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>An action, and what can be done to it.</summary>
internal static class ActionEndpoints
{
    private const int MostCallers = 64;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/runs/{id}/actions/{action}", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id, string action)
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

        return await PageAnswer.ShowAsync<ActionPage>(http, new ActionModel
        {
            Run = run,
            Action = found,
            Callers = await CallersAsync(records, found, http.RequestAborted),
            Children = await records.CountChildrenAsync(runId, actionId, http.RequestAborted),
            Now = backend.Time.GetUtcNow(),
        });
    }

    private static async Task<IReadOnlyList<ActionRecord>> CallersAsync(IRunRecords records, ActionRecord action, CancellationToken cancellationToken)
    {
        var callers = new List<ActionRecord>();
        for (var parent = action.ParentId; parent is { } id && callers.Count < MostCallers; parent = callers[^1].ParentId)
        {
            if (await records.GetActionAsync(action.RunId, id, cancellationToken) is not { } caller)
            {
                break;
            }

            callers.Add(caller);
        }

        callers.Reverse();
        return callers;
    }
}
