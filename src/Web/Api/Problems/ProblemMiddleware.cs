using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Pages;

namespace Undercurrent.Web.Api;

/// <summary>Turns what is thrown, and answers without a body, into problems.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, WebBackend backend, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var problem = ExceptionProblems.Of(exception, backend);
            if (problem.Kind == ProblemKinds.Internal)
            {
                WebLog.RequestFailed(log, context.Request.Method, context.Request.Path, exception);
            }

            context.Response.Clear();
            SecurityHeaders.Set(context);
            await AnswerAsync(context, problem);
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null } && OfStatus(context) is { } unnamed)
        {
            await AnswerAsync(context, unnamed);
        }
    }

    private static Task AnswerAsync(HttpContext context, ProblemException problem) => WebPaths.IsApi(context.Request)
        ? ProblemAnswer.WriteAsync(context, problem)
        : ProblemPage.WriteAsync(context, problem);

    private static ProblemException? OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(ProblemKinds.UnknownRoute, $"There is nothing at {Shown(context.Request.Path)}.")
        {
            Next = WebPaths.IsApi(context.Request) ? "GET /openapi.json lists the routes." : null,
        },
        StatusCodes.Status405MethodNotAllowed => new(
            ProblemKinds.MethodNotAllowed, $"{Shown(context.Request.Method)} is not for {Shown(context.Request.Path)}; it takes {context.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => new(ProblemKinds.TooLarge, "The body is larger than this route takes."),
        StatusCodes.Status415UnsupportedMediaType => RequestBody.WrongType(context.Request),
        StatusCodes.Status400BadRequest => new(ProblemKinds.BadRequest, "The request can't be read."),
        _ => null,
    };

    private static string Shown(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");
}
