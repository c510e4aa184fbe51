using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>A run, and what can be done to it.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/runs/{id}", ShowAsync);

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id)
    {
        var records = backend.Runner.Records;
        if (!RunId.TryParse(id, out var runId) || await records.GetRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        var view = RunView.Read(runId, http.Request.Query);
        var now = backend.Time.GetUtcNow();
        var tree = await new TreeReader(records, run, view, now).ReadAsync(http.RequestAborted);
        return await PageAnswer.ShowAsync<RunPage>(http, new RunModel
        {
            Run = run,
            Tree = tree,
            Keys = [.. run.Context.AllEntries.Concat(tree.Rows.SelectMany(row => row.Action?.Context.AllEntries ?? [])).Select(entry => entry.Key).Distinct()],
            Lens = view.Lens,
            Query = view.Query ?? "",
            CanResume = backend.Resume is not null,
            Now = now,
            Url = view.Url,
        });
    }
}
