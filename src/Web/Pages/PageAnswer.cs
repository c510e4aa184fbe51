using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Answers with a page.</summary>
internal static class PageAnswer
{
    /// <summary>A page: a component with the parameters <c>Frame</c> and, unless the model is null, <c>Model</c>.</summary>
    public static async Task<IResult> ShowAsync<TPage>(HttpContext http, object? model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var problem = await http.RequestServices.GetRequiredService<WebBackend>().StoreProblem(http.RequestAborted);
        return Show<TPage>(Frame(http) with { StoreProblem = problem }, model, status);
    }

    /// <summary>The page that says what went wrong, in place of the one that was asked for. It asks nothing that may be away too.</summary>
    public static Task WriteProblemAsync(HttpContext http, MessageModel message, int status) =>
        Show<MessagePage>(Caller.Of(http) == Caller.Nobody ? null : Frame(http), message, status).ExecuteAsync(http);

    private static RazorComponentResult<TPage> Show<TPage>(PageFrame? frame, object? model, int status)
        where TPage : IComponent
    {
        var parameters = new Dictionary<string, object?> { ["Frame"] = frame };
        if (model is not null)
        {
            parameters.Add("Model", model);
        }

        // Whole pages: nothing is sent before all of it is there.
        return new RazorComponentResult<TPage>(parameters) { PreventStreamingRendering = true, StatusCode = status };
    }

    /// <summary>A page that says what isn't there, and what to do.</summary>
    public static Task<IResult> NotFoundAsync(HttpContext http, MessageModel message) =>
        ShowAsync<MessagePage>(http, message, StatusCodes.Status404NotFound);

    /// <summary>Back to a page after a change, so that reloading it doesn't change anything again.</summary>
    public static IResult SeeOther(HttpContext http, string url)
    {
        http.Response.Headers.Location = url;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static PageFrame Frame(HttpContext http)
    {
        var backend = http.RequestServices.GetRequiredService<WebBackend>();
        return new PageFrame
        {
            Server = backend.Name,
            HasCluster = backend.Cluster is not null && Caller.Of(http).Scope == AccessScope.Admin,
            User = Caller.Of(http).Name,
            MayRun = Caller.Of(http).Scope >= AccessScope.Run,
            Url = http.Request.Path + http.Request.QueryString,
        };
    }
}
