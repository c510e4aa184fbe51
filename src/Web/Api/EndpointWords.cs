using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>What routes say of themselves: scope, limits, problems, words for the OpenAPI document.</summary>
internal static class EndpointWords
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string id, string summary, string description) =>
        route.WithName(id).WithSummary(summary).WithDescription(description);

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, AccessScope scope) => route.WithMetadata(new NeededScope(scope));

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params IEnumerable<QueryParameter> parameters) =>
        route.WithMetadata(new QueryParameters([.. parameters]));

    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder route, bool isOptional = false, long? limit = null)
        where T : notnull =>
        route.Accepts<T>(isOptional, "application/json")
            .WithMetadata(limit is { } bytes ? new BodyLimit(bytes) : BodyLimit.Default)
            .Problems(ProblemKinds.BadJson, ProblemKinds.TooLarge, ProblemKinds.UnsupportedMediaType);

    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder route, params ReadOnlySpan<ProblemKind> kinds)
    {
        foreach (var kind in kinds)
        {
            route.Problems(kind.Status, kind);
        }

        return route;
    }

    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder route, int status, ProblemKind kind) => route
        .Produces<ProblemJson>(status, ProblemAnswer.ContentType)
        .WithMetadata(new PossibleProblem(status, kind));
}
