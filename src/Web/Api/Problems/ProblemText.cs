using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Api;

/// <summary>A problem in plain words: for files, and where not even a page can be made.</summary>
internal static class ProblemText
{
    public static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var json = problem.ToJson();
        context.Response.StatusCode = json.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync($"{json.Title}\n\n{json.Detail}{(json.Next is null ? "" : $"\n{json.Next}")}\n", context.RequestAborted);
    }
}
