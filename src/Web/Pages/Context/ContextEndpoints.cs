using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Lens;

namespace Undercurrent.Web.Pages;

/// <summary>The context of a run or an action.</summary>
internal static class ContextEndpoints
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/runs/{id}/context", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id, string? at, string? with)
    {
        var records = backend.Runner.Records;
        var stop = http.RequestAborted;
        if (!RunId.TryParse(id, out var runId) || await records.GetRunAsync(runId, stop) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        ActionRecord? action = null;
        if (!string.IsNullOrEmpty(at)
            && (!ActionId.TryParse(at, out var actionId) || (action = await records.GetActionAsync(runId, actionId, stop)) is null))
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Action(runId, at));
        }

        // Before the rest is read: what happens meanwhile then comes as an event.
        var events = await PageEvents.OfAsync(backend, run, stop);
        var model = new ContextModel
        {
            Run = run,
            Action = action,
            Events = events,
            Lens = action is null ? await ContextLens.OfRunAsync(records, run, stop) : await ContextLens.OfActionAsync(records, action, stop),
            With = with?.Trim() ?? "",
        };
        return await PageAnswer.ShowAsync<ContextPage>(http, model.With.Length == 0 ? model : await CompareAsync(records, model, stop));
    }

    private static async Task<ContextModel> CompareAsync(IRunRecords records, ContextModel model, CancellationToken cancellationToken)
    {
        if (!RunId.TryParse(model.With, out var other) || await records.GetRunAsync(other, cancellationToken) is not { } run)
        {
            return model with { WithError = $"The record has no run '{Words.Cut(model.With, 64)}'; take an id from the list of runs." };
        }

        var left = model.Action is { } action ? action.Context : model.Run.Context;
        return model with { Diff = ContextDiff.Of(model.Action?.ActionId.ToString() ?? model.Run.RunId.Value, left, run.RunId.Value, run.Context) };
    }
}
