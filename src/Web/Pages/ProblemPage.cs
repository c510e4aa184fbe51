using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Access;
using Undercurrent.Web.Api;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>A problem for a person whose browser asked for a page.</summary>
internal static class ProblemPage
{
    public static async Task WriteAsync(HttpContext http, ProblemException problem)
    {
        ProblemAnswer.SetRetryAfter(http.Response, problem);
        if (!http.Request.Path.StartsWithSegments(WebPaths.Assets))
        {
            try
            {
                await PageAnswer.WriteProblemAsync(http, Of(http, problem), problem.ToJson().Status);
                return;
            }
            catch (Exception) when (!http.Response.HasStarted && problem.Kind == ProblemKinds.Internal)
            {
                // What broke the page may be what every page has. It is logged already.
            }
        }

        await ProblemText.WriteAsync(http, problem);
    }

    private static MessageModel Of(HttpContext http, ProblemException problem)
    {
        var json = problem.ToJson();
        var again = SiteCheck.IsSafe(http.Request) ? http.Request.Path + http.Request.QueryString : null;
        var title = json.Title.TrimEnd('.');
        return problem.Kind switch
        {
            _ when problem.Kind == ProblemKinds.StoreUnavailable => new(
                title, json.Detail, "What happens in runs is kept in memory, up to a bound, until it is back. Try again in a moment; if it stays away, see that the database runs and that the server reaches it:",
                Shell.Command("doctor"))
            {
                Again = again,
            },
            _ when problem.Kind == ProblemKinds.ClusterUnreachable => new(
                title, json.Detail, "Runs go on where they are. Try again in a moment; if that doesn't help, see that silos run and that this server reaches them:", Shell.Command("doctor"))
            {
                Again = again,
            },
            _ => new(title, json.Detail, json.Next ?? "") { Again = problem.Kind == ProblemKinds.Internal ? again : null },
        };
    }
}
