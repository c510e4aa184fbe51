using Undercurrent.Records;
using Undercurrent.Web.Search;

namespace Undercurrent.Web.Api;

/// <summary>Reads the conditions of a list of runs: the query text with the plain parameters.</summary>
internal static class RunFilters
{
    public static RunQuery Read(ApiRequest request, DateTimeOffset now)
    {
        var parsed = QueryText.ParseRuns(request.Text("q") ?? "", now);
        ThrowIfWrong(parsed.Errors);
        var query = parsed.Query;
        return query with
        {
            State = Either(request, "state", query.State, request.OneOf<RunState>("state")),
            Task = Either(request, "task", query.Task, request.Text("task")),
            ErrorText = string.Join(' ', new[] { query.ErrorText, request.Text("error") }.OfType<string>()) is { Length: > 0 } words ? words : null,
            LaunchedFrom = Either(request, "launchedFrom", query.LaunchedFrom, request.Time("launchedFrom")),
            LaunchedBefore = Either(request, "launchedBefore", query.LaunchedBefore, request.Time("launchedBefore")),
            Labels = Both(request, "label.", query.Labels),
            Context = Both(request, "ctx.", query.Context),
            InAnyAction = query.InAnyAction || request.Flag("anyAction") == true,
        };
    }

    /// <exception cref="ProblemException">There are errors.</exception>
    public static void ThrowIfWrong(IReadOnlyList<QueryError> errors)
    {
        if (errors.Count > 0)
        {
            throw new ProblemException(ProblemKinds.BadQuery, errors[0].Message)
            {
                Position = errors[0].Position,
                Errors = new Dictionary<string, IReadOnlyList<string>> { ["q"] = [.. errors.Select(error => $"at {error.Position}: {error.Message}")] },
            };
        }
    }

    private static T? Either<T>(ApiRequest request, string name, T? ofText, T? ofParameter)
    {
        if (ofText is not null && ofParameter is not null)
        {
            request.Errors.Add(name, "is in the query text too; say it once.");
        }

        return ofParameter ?? ofText;
    }

    private static IReadOnlyDictionary<string, string>? Both(ApiRequest request, string prefix, IReadOnlyDictionary<string, string>? ofText)
    {
        var all = ofText?.ToDictionary(StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
        foreach (var (key, value) in request.Below(prefix))
        {
            if (!all.TryAdd(key, value))
            {
                request.Errors.Add(prefix + key, "is in the query text too; say it once.");
            }
        }

        return all.Count == 0 ? null : all;
    }
}
