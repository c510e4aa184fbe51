using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Undercurrent.Records;
using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Cancels or launches again several runs, after a question that says how many.</summary>
internal static class SelectionEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/selection", AskAsync);
        pages.MapChange("/selection", ChangeAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext http, WebBackend backend)
    {
        var query = http.Request.Query;
        return await PageAnswer.ShowAsync<SelectionPage>(http, await ReadAsync(backend, query["do"] == "rerun", query["id"], query["back"], http.RequestAborted));
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, WebBackend backend)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var model = await ReadAsync(backend, form["do"] == "rerun", form["id"], form["back"], http.RequestAborted);
        var failed = new List<(RunId, string)>();
        foreach (var run in model.Runs)
        {
            try
            {
                await (model.IsAgain ? LaunchAgainAsync(http, backend, run.RunId) : CancelAsync(backend, run.RunId));
            }
            catch (Exception exception) when (Refusals.Of(exception, backend) is not null)
            {
                failed.Add((run.RunId, Refusals.Of(exception, backend)!));
            }
        }

        return failed.Count == 0
            ? PageAnswer.SeeOther(http, model.Back)
            : await PageAnswer.ShowAsync<SelectionPage>(http, model with { Failed = failed, Done = model.Runs.Count - failed.Count }, StatusCodes.Status409Conflict);
    }

    private static async Task<SelectionModel> ReadAsync(WebBackend backend, bool isAgain, StringValues ids, string? back, CancellationToken cancellationToken)
    {
        var runs = new List<RunRecord>();
        var asked = ids.Where(id => !string.IsNullOrEmpty(id)).Distinct().Take(Most).ToArray();
        foreach (var id in asked)
        {
            if (RunId.TryParse(id, out var runId)
                && await backend.Runner.Records.GetRunAsync(runId, cancellationToken) is { } run
                && (isAgain || run.State is RunState.Running or RunState.Interrupted))
            {
                runs.Add(run);
            }
        }

        return new SelectionModel { IsAgain = isAgain, Runs = runs, LeftOut = asked.Length - runs.Count, Back = SignIn.LocalPath(back) };
    }

    private static Task LaunchAgainAsync(HttpContext http, WebBackend backend, RunId run) =>
        backend.Runner.LaunchAgainAsync(run, new LaunchAgainOptions { LaunchedBy = Caller.LaunchedBy(http) }, CancellationToken.None);

    private static async Task CancelAsync(WebBackend backend, RunId run)
    {
        if (await backend.Runner.GetRunAsync(run) is { } handle)
        {
            await handle.CancelAsync();
        }
    }
}
