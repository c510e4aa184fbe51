using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>What the word that is being typed into a search may become, as a JSON array of words.</summary>
internal static class SuggestEndpoints
{
    private const int Looked = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/suggest", OfRunsAsync);
        pages.MapGet("/runs/{id}/suggest", OfActionsAsync);
    }

    private static async Task<IResult> OfRunsAsync(HttpContext http, WebBackend backend, string? q)
    {
        var page = await backend.Runner.Records.FindRunsAsync(new RunQuery { Page = new PageRequest { Size = Looked } }, http.RequestAborted);
        return Results.Json(Suggestions.Of(q ?? "", new SuggestionSource
        {
            States = [.. Enum.GetValues<RunState>().Select(Words.Key)],
            Tasks = [.. page.Items.Select(run => run.Task).Concat(backend.Tasks.All.Select(task => task.Name)).Distinct()],
            Context = [.. page.Items.SelectMany(run => run.Context.AllEntries).Select(entry => (entry.Key, entry.ShownValue))],
            Labels = [.. page.Items.SelectMany(run => run.Labels).Select(label => (label.Key, label.Value))],
            Fields = ["state:", "task:", "ctx.", "label.", "age<", "age>", "error:", "in:any", "from:", "before:"],
        }));
    }

    private static async Task<IResult> OfActionsAsync(HttpContext http, WebBackend backend, string id, string? q)
    {
        if (!RunId.TryParse(id, out var runId))
        {
            return Results.NotFound();
        }

        var uses = await backend.Runner.Records.GetContextsAsync(runId, Looked, http.RequestAborted);
        var page = await backend.Runner.Records.FindActionsAsync(runId, new ActionQuery { Page = new PageRequest { Size = Looked } }, http.RequestAborted);
        var entries = uses.SelectMany(use => use.Context.AllEntries).ToList();
        return Results.Json(Suggestions.Of(q ?? "", new SuggestionSource
        {
            States = [.. Enum.GetValues<ActionState>().Where(state => state != ActionState.Lost).Select(Words.Key)],
            Tasks = [.. page.Items.Select(action => action.Task).Distinct()],
            Context = [.. entries.Select(entry => (entry.Key, entry.ShownValue))],
            Reads = [.. entries.Select(entry => entry.Key).Distinct()],
            Fields = ["state:", "task:", "ctx.", "reads:", "error:"],
        }));
    }
}
