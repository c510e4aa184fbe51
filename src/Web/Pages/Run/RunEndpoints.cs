using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>A run, and what can be done to it.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/runs/{id}", (HttpContext http, WebBackend backend, string id) => ShowAsync(http, backend, id, null));
        pages.MapChange("/runs/{id}/cancel", CancelAsync);
        pages.MapChange("/runs/{id}/resume", ResumeAsync);
        pages.MapChange("/runs/{id}/signal", SignalAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string id, Func<RunModel, RunModel>? change)
    {
        if (!RunId.TryParse(id, out var runId) || await backend.Runner.Records.GetRunAsync(runId, http.RequestAborted) is not { } run)
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        var model = await RunPageReader.ReadAsync(backend, run, RunView.Read(runId, http.Request.Query), http.RequestAborted);
        return change is null
            ? await PageAnswer.ShowAsync<RunPage>(http, model)
            : await PageAnswer.ShowAsync<RunPage>(http, change(model), StatusCodes.Status409Conflict);
    }

    private static Task<IResult> CancelAsync(HttpContext http, WebBackend backend, string id) => ChangeAsync(http, backend, id, async run =>
    {
        if (await backend.Runner.GetRunAsync(run, http.RequestAborted) is { } handle)
        {
            await handle.CancelAsync(CancellationToken.None);
        }
    });

    private static Task<IResult> ResumeAsync(HttpContext http, WebBackend backend, string id) => ChangeAsync(http, backend, id, async run =>
    {
        if (backend.Resume is { } resume)
        {
            await resume(run, CancellationToken.None);
        }
    });

    private static async Task<IResult> SignalAsync(HttpContext http, WebBackend backend, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (name, value) = (form["name"].ToString().Trim(), form["value"].ToString());
        return await ChangeAsync(
            http, backend, id,
            async run =>
            {
                if (!await backend.Runner.SendSignalAsync(run, name, Encoding.UTF8.GetBytes(value.Trim().Length == 0 ? "null" : value), CancellationToken.None))
                {
                    throw new ArgumentException($"'{name}' was answered before, and the first answer holds.");
                }
            },
            model => model with { SignalName = name, SignalValue = value });
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http, WebBackend backend, string id, Func<RunId, Task> change, Func<RunModel, RunModel>? keep = null)
    {
        if (!RunId.TryParse(id, out var runId))
        {
            return await PageAnswer.NotFoundAsync(http, Missing.Run(id));
        }

        try
        {
            await change(runId);
            return PageAnswer.SeeOther(http, PageUrl.Run(runId));
        }
        catch (Exception exception) when (Refusals.Of(exception, backend) is not null)
        {
            return await ShowAsync(http, backend, id, model => (keep?.Invoke(model) ?? model) with { Refusal = Refusals.Of(exception, backend) });
        }
    }
}
