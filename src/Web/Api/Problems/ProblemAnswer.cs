using System.Globalization;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>Writes a problem as the answer.</summary>
internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        var json = problem.ToJson();
        response.StatusCode = json.Status;
        SetRetryAfter(response, problem);
        if (problem.Kind == ProblemKinds.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsJsonAsync(json, ContractJson.Options, ContentType, context.RequestAborted);
    }

    public static void SetRetryAfter(HttpResponse response, ProblemException problem)
    {
        if (problem.RetryAfter is { } time)
        {
            response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
