using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>What an exception is answered with.</summary>
internal static class ExceptionProblems
{
    public static ProblemException Of(Exception exception, WebBackend backend) => exception switch
    {
        ProblemException problem => problem,
        UnknownTaskException unknown => new(ProblemKinds.UnknownTask, unknown.Message) { Next = "GET /api/v1/tasks lists what can be launched." },
        TaskInputException inputs => new(ProblemKinds.BadInputs, inputs.Message)
        {
            Errors = Field("inputs", inputs.Message),
            Next = $"GET /api/v1/tasks/{inputs.Task} has the schema of each input.",
        },
        ContextLimitException limit => new(ProblemKinds.ContextLimit, limit.Message) { Errors = Field($"context.{limit.Key}", limit.Message) },
        RunExistsException exists => new(ProblemKinds.RunExists, $"There is a run '{exists.RunId}' already.")
        {
            Next = $"If this request was sent before, that is its run: GET /api/v1/runs/{exists.RunId}. To start another, leave `id` out.",
        },
        RunEndedException ended => new(ProblemKinds.RunEnded, ended.Message) { Next = $"GET /api/v1/runs/{ended.RunId} tells how it ended." },
        RunNotRecordedException gone => UnknownRun(gone.RunId),
        StoreUnavailableException store => new(ProblemKinds.StoreUnavailable, store.Message)
        {
            Next = "Send the request again when GET /api/v1/server has no storeProblem; with an `id` a start can be repeated safely.",
            RetryAfter = TimeSpan.FromSeconds(5),
        },
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(ProblemKinds.TooLarge, "The body is larger than this route takes."),
        BadHttpRequestException { InnerException: AntiforgeryValidationException } => new(ProblemKinds.CrossSite, "The form comes without the antiforgery token of its page, or with one that is too old.")
        {
            Next = "Load the page again, and send its form.",
        },
        BadHttpRequestException bad => new(ProblemKinds.BadRequest, bad.Message),
        _ when backend.UnreachableReason(exception) is { } reason => new(ProblemKinds.ClusterUnreachable, reason)
        {
            Next = "Runs go on where they are. Send the request again when a silo answers.",
            RetryAfter = TimeSpan.FromSeconds(5),
        },
        _ => new(ProblemKinds.Internal, $"The request failed in the server; its log has the error under {Activity.Current?.TraceId.ToString() ?? "the time of this answer"}.")
        {
            Next = "Tell who runs the server. Sending the request again may fail in the same way.",
        },
    };

    public static ProblemException UnknownRun(RunId id) => new(ProblemKinds.UnknownRun, $"The record has no run '{id}': the id is wrong, or the run was removed after its end.")
    {
        Next = "GET /api/v1/runs lists the runs.",
    };

    public static ProblemException UnknownAction(RunId run, ActionId id) => new(ProblemKinds.UnknownAction, $"The run '{run}' has no action '{id}' in its record.")
    {
        Next = $"GET /api/v1/runs/{run}/actions has its root; an action that has just been called may be recorded in a moment.",
    };

    private static Dictionary<string, IReadOnlyList<string>> Field(string name, string message) => new() { [name] = [message] };
}
