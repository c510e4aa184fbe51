using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>The table of runs, and what is done with a selection of it.</summary>
internal static class RunsEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", ShowAsync);
        pages.MapGet("/runs", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string? q, string? keys, string? after) =>
        await PageAnswer.ShowAsync<RunsPage>(http, await RunsReader.ReadAsync(backend, q, keys, after, http.RequestAborted));
}
