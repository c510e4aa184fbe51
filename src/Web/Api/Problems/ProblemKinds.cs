using System.Reflection;

namespace Undercurrent.Web.Api;

/// <summary>All errors of the API. docs/api.md lists them; a test compares.</summary>
internal static class ProblemKinds
{
    public static readonly ProblemKind BadRequest = new("bad-request", 400, "The request is not valid.", "A parameter, header or member is wrong; `errors` has every one.");
    public static readonly ProblemKind BadJson = new("bad-json", 400, "The body is not valid JSON.", "The body is empty, or breaks off; `detail` has line and column.");
    public static readonly ProblemKind BadQuery = new("bad-query", 400, "The query can't be read.", "The text of `q` has an error; `position` says where.");
    public static readonly ProblemKind BadBaggage = new("bad-baggage", 400, "The baggage header can't be read.", "The `baggage` header of a start request is broken; `position` says where.");
    public static readonly ProblemKind Unauthenticated = new("unauthenticated", 401, "A valid token is needed.", "The request has no token, or one that is unknown, revoked or expired.");
    public static readonly ProblemKind MissingScope = new("missing-scope", 403, "The token's scope is too small.", "The token doesn't have the scope that the route needs.");
    public static readonly ProblemKind CrossSite = new("cross-site", 403, "A request from another site is refused.", "A browser sent a change on behalf of another site, or without the page's antiforgery token.");
    public static readonly ProblemKind WrongHost = new("wrong-host", 403, "The Host header is refused.", "Without tokens only names and addresses of this machine itself are answered.");
    public static readonly ProblemKind UnknownRoute = new("unknown-route", 404, "There is no such route.", "The path is not one of the API.");
    public static readonly ProblemKind UnknownRun = new("unknown-run", 404, "There is no such run.", "The record has no run with this id.");
    public static readonly ProblemKind UnknownAction = new("unknown-action", 404, "There is no such action.", "The run's record has no action with this id.");
    public static readonly ProblemKind NoCluster = new("no-cluster", 404, "There is no cluster.", "The server runs tasks in its own process.");
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, "The route doesn't take this method.", "The `Allow` header has those that it takes.");
    public static readonly ProblemKind RunExists = new("run-exists", 409, "The run's id is taken.", "A start or a launch again names the id of another run.");
    public static readonly ProblemKind RunEnded = new("run-ended", 409, "The run has ended.", "A signal comes when nobody can wait for it any more.");
    public static readonly ProblemKind NotPossible = new("not-possible", 409, "That is not possible in this state.", "Another process runs the run, or runs go on by themselves.");
    public static readonly ProblemKind TooLarge = new("too-large", 413, "The body is too large.", "The body is larger than the route takes; nothing of it was used.");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", 415, "The body must be JSON.", "The Content-Type is not `application/json`.");
    public static readonly ProblemKind UnknownTask = new("unknown-task", 422, "There is no such task.", "The server has no task of this name. `GET /tasks/{name}` answers it with 404.");
    public static readonly ProblemKind BadInputs = new("bad-inputs", 422, "The inputs don't fit the task.", "Number, names, types or size of the inputs are not those of the task.");
    public static readonly ProblemKind ContextLimit = new("context-limit", 422, "The context breaks a limit.", "A context key, a value or the size of all is not allowed.");
    public static readonly ProblemKind TooManyFailures = new("too-many-failures", 429, "Too many wrong tokens.", "The address sent too many wrong tokens; `Retry-After` says when to come again.");
    public static readonly ProblemKind Internal = new("internal", 500, "Something broke in the server.", "A defect; the server's log has it under the trace id of `detail`.");
    public static readonly ProblemKind StoreUnavailable = new("store-unavailable", 503, "The run store can't be reached.", "The database is away; nothing was launched.");
    public static readonly ProblemKind ClusterUnreachable = new("cluster-unreachable", 503, "The cluster can't be reached.", "No silo answers.");
    public static readonly ProblemKind TooManyWatchers = new("too-many-watchers", 503, "Too many watch the list.", "As many connections follow `/runs/events` as the server serves.");

    /// <summary>All of them, in the order of their status.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        .. typeof(ProblemKinds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<ProblemKind>().OrderBy(kind => kind.Status),
    ];
}
