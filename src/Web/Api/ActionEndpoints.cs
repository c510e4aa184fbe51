using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;
using Undercurrent.Web.Levels;
using Undercurrent.Web.Search;

namespace Undercurrent.Web.Api;

/// <summary>The actions of a run: by level, by search, alone.</summary>
internal static class ActionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id}/actions", ListAsync)
            .Takes(
                new("parent", "string", "The action whose calls are wanted; absent for the root itself."),
                new("q", "string", "Searches all of the run instead: see the query text. With `parent` only what that action called."),
                QueryParameters.Size,
                QueryParameters.After)
            .Produces<LevelJson>()
            .WithMetadata(new OtherAnswer(typeof(PageJson<ActionJson>)))
            .Describe("actions.list", "A level of the tree, or a search", "Without `q` a Level: a page of what one action called, with counts by state. With `q` a page of the run's actions that fit.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.UnknownAction, ProblemKinds.BadQuery);
        api.MapGet("/runs/{id}/actions/{actionId}", GetAsync)
            .Describe("actions.get", "One action", "With attempts, inputs, output, failure, the states of what it called, and its context's origins.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.UnknownAction);
        api.MapPost("/runs/{id}/actions/{actionId}/cancel", CancelAsync)
            .Needs(AccessScope.Run)
            .Describe("actions.cancel", "Cancel one action", "Asks to cancel it and all below it; the rest of the run goes on. Of an action that has ended nothing changes.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.UnknownAction, ProblemKinds.NotPossible);
    }

    private static async Task<IResult> ListAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        var parent = request.Action("parent");
        var page = request.Page();
        var search = request.Text("q") is { } text ? QueryText.ParseActions(text) : null;
        request.Check();
        RunFilters.ThrowIfWrong(search?.Errors ?? []);
        var records = backend.Runner.Records;
        _ = await records.GetRunAsync(request.RunId, cancellationToken) ?? throw ExceptionProblems.UnknownRun(request.RunId);
        if (parent is { } known)
        {
            _ = await records.GetActionAsync(request.RunId, known, cancellationToken) ?? throw ExceptionProblems.UnknownAction(request.RunId, known);
        }

        if (search is null)
        {
            return TypedResults.Ok(await LevelReading.ReadAsync(records, request.RunId, parent, page, cancellationToken));
        }

        var found = await records.FindActionsAsync(request.RunId, search.Query with { ParentId = parent, Page = page }, cancellationToken);
        return TypedResults.Ok(new PageJson<ActionJson>([.. found.Items.Select(action => action.ToJson())], found.Next));
    }

    private static async Task<Ok<ActionJson>> GetAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        return TypedResults.Ok(await ReadAsync(request, backend, cancellationToken));
    }

    private static async Task<Accepted<ActionJson>> CancelAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        var run = await RunReading.FindAsync(backend, request.RunId, cancellationToken);
        _ = await ReadAsync(request, backend, cancellationToken);
        await RunReading.TryAsync(() => run.CancelActionAsync(request.ActionId, cancellationToken));
        return TypedResults.Accepted((string?)null, await ReadAsync(request, backend, cancellationToken));
    }

    private static async Task<ActionJson> ReadAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        var records = backend.Runner.Records;
        if (await records.GetActionAsync(request.RunId, request.ActionId, cancellationToken) is not { } action)
        {
            throw await records.GetRunAsync(request.RunId, cancellationToken) is null
                ? ExceptionProblems.UnknownRun(request.RunId)
                : ExceptionProblems.UnknownAction(request.RunId, request.ActionId);
        }

        var children = await records.CountChildrenAsync(request.RunId, request.ActionId, cancellationToken);
        return action.ToJson(isWhole: true, children);
    }
}
