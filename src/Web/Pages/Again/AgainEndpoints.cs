using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Records;
using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Launches a run again, as it was or with its context and inputs changed (rule V5).</summary>
internal static class AgainEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/runs/{id}/rerun", ShowAsync);
        pages.MapChange("/runs/{id}/rerun", LaunchAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id) =>
        await FindAsync(http, backend, id) is { } run
            ? await PageAnswer.ShowAsync<AgainPage>(http, AgainModel.Of(run))
            : await PageAnswer.NotFoundAsync(http, Missing.Run(id));

    private static async Task<IResult> LaunchAsync(HttpContext http, WebBackend backend, string id)
    {
        if (await FindAsync(http, backend, id) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        var model = Read(run, await http.Request.ReadFormAsync(http.RequestAborted));
        if (model.Error is null && model.Known.Concat(model.Added).All(row => row.Error is null))
        {
            try
            {
                var launched = await backend.Runner.LaunchAgainAsync(run.RunId, Options(http, model), CancellationToken.None);
                return PageAnswer.SeeOther(http, PageUrl.Run(launched.RunId));
            }
            catch (Exception exception) when (Refusals.Of(exception, backend) is not null)
            {
                model = model with { Error = Refusals.Of(exception, backend) };
            }
        }

        return await PageAnswer.ShowAsync<AgainPage>(http, model, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<RunRecord?> FindAsync(HttpContext http, WebBackend backend, string id) =>
        RunId.TryParse(id, out var runId) ? await backend.Runner.Records.GetRunAsync(runId, http.RequestAborted) : null;

    private static AgainModel Read(RunRecord run, IFormCollection form)
    {
        var remove = form["remove"].Select(key => key ?? "").ToArray();
        var inputs = form.ContainsKey("inputs") ? form["inputs"].ToString() : null;
        return new AgainModel
        {
            Run = run,
            From = form["from"] == "failure" ? LaunchFrom.Failure : LaunchFrom.Start,
            Remove = remove,
            Known = [.. PairFields.Read(form, "ctx").Select(row => run.Context.AllEntries.Any(entry => entry.Key == row.Key && AgainModel.IsMasked(entry))
                && row.Value.Length == 0 && !remove.Contains(row.Key)
                    ? row with { Error = "The key is sensitive, so the record doesn't have its value: give it anew, or remove the key." }
                    : row)],
            Added = PairFields.ToMap(PairFields.Read(form, "add")).Rows,
            Inputs = inputs,
            Error = inputs is null || IsJson(inputs) ? null : "The inputs are no JSON array.",
        };
    }

    private static LaunchAgainOptions Options(HttpContext http, AgainModel model)
    {
        var known = model.Run.Context.AllEntries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        var changed = model.Known.Where(row => !model.Remove.Contains(row.Key) && known.TryGetValue(row.Key, out var entry) && entry.Value != row.Value);
        return new LaunchAgainOptions
        {
            From = model.From,
            Change = [.. changed.Concat(model.Added.Where(row => row.Key.Length > 0)).Select(row => ContextChange.Set(row.Key, row.Value))],
            Remove = [.. model.Remove.Where(known.ContainsKey)],
            Inputs = model.Inputs is { } inputs && !IsSame(inputs, model.Run.Inputs) ? inputs : null,
            LaunchedBy = Caller.LaunchedBy(http),
        };
    }

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonArray;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static bool IsSame(string text, ReadOnlyMemory<byte> json) => JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(json.Span));
}
