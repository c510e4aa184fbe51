using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Lens;

namespace Undercurrent.Web.Api;

/// <summary>The context of a run or an action, seen through or compared.</summary>
internal static class ContextEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/runs/{id}/context", GetAsync)
        .Takes(
            new("at", "string", "An action: its context instead of all values in the run."),
            new("diff", "string", "A run to compare with: the answer is a Diff."),
            new("diffAt", "string", "An action of that run; absent for the context of its launch."))
        .Produces<LensJson>()
        .WithMetadata(new OtherAnswer(typeof(DiffJson)))
        .Describe("context.get", "The context, seen through", "Every value with who set it, what it overrode, how many actions started with it, and who read the key. With `diff` a comparison.")
        .Problems(ProblemKinds.UnknownRun, ProblemKinds.UnknownAction);

    private static async Task<IResult> GetAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        var at = request.Action("at");
        var other = request.Run("diff");
        var otherAt = request.Action("diffAt");
        if (otherAt is not null && request.Text("diff") is null)
        {
            request.Errors.Add("diffAt", "is an action of the run that `diff` names; name the run too.");
        }

        request.Check();
        var records = backend.Runner.Records;
        var run = await FindRunAsync(records, request.RunId, cancellationToken);
        var action = await FindActionAsync(records, request.RunId, at, cancellationToken);
        if (other is not { } otherId)
        {
            return TypedResults.Ok(action is null
                ? await ContextLens.OfRunAsync(records, run, cancellationToken)
                : await ContextLens.OfActionAsync(records, action, cancellationToken));
        }

        var otherRun = await FindRunAsync(records, otherId, cancellationToken);
        var otherAction = await FindActionAsync(records, otherId, otherAt, cancellationToken);
        return TypedResults.Ok(ContextDiff.Of(
            at?.ToString() ?? run.RunId.Value, action?.Context ?? run.Context, otherAt?.ToString() ?? otherId.Value, otherAction?.Context ?? otherRun.Context));
    }

    private static async Task<RunRecord> FindRunAsync(IRunRecords records, RunId id, CancellationToken cancellationToken) =>
        await records.GetRunAsync(id, cancellationToken) ?? throw ExceptionProblems.UnknownRun(id);

    private static async Task<ActionRecord?> FindActionAsync(IRunRecords records, RunId run, ActionId? id, CancellationToken cancellationToken) => id is not { } known
        ? null
        : await records.GetActionAsync(run, known, cancellationToken) ?? throw ExceptionProblems.UnknownAction(run, known);
}
