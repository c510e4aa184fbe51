using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Undercurrent.Records;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>Launches a run again.</summary>
internal static class RerunEndpoint
{
    public static async Task<Created<RunJson>> RerunAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadOptionalAsync<RerunJson>(request, cancellationToken) ?? new RerunJson();
        request.Check();
        var source = await backend.Runner.Records.GetRunAsync(request.RunId, cancellationToken) ?? throw ExceptionProblems.UnknownRun(request.RunId);
        var options = Options(request, body, source, backend);
        using var trace = RequestTrace.Begin(request.Http.Request);
        var run = await backend.Runner.LaunchAgainAsync(request.RunId, options, CancellationToken.None);
        return TypedResults.Created($"/api/v1/runs/{run.RunId}", await RunReading.ReadAsync(backend, run.RunId, cancellationToken));
    }

    private static LaunchAgainOptions Options(ApiRequest request, RerunJson body, RunRecord source, WebBackend backend)
    {
        var fields = new LaunchFields(request.Errors);
        var id = fields.Id(body.Id);
        var set = body.Set ?? new Dictionary<string, string>();
        string[] remove = [.. body.Remove ?? []];
        fields.CheckContext(set, "set");
        fields.CheckContext(remove.Distinct().ToDictionary(key => key, _ => ""), "remove");
        fields.CheckLabels(body.Labels);
        fields.CheckConcurrency(body.MaxConcurrency);
        var masked = source.Context.AllEntries.Where(entry => entry is { IsSensitive: true, Value: SensitiveKeys.Mask }).Select(entry => entry.Key).ToArray();
        if (body.From == LaunchFrom.Failure)
        {
            CheckFromFailure(request.Errors, body, set.Keys.Except(masked));
        }

        foreach (var key in masked.Except(set.Keys).Except(remove))
        {
            request.Errors.Add($"set.{key}", "is missing: the key is sensitive, so the record of the source doesn't have its value. Give it anew here, or name the key in remove.");
        }

        foreach (var key in set.Keys.Intersect(remove))
        {
            request.Errors.Add($"remove.{key}", "is in set too; say one of both.");
        }

        request.Check();
        return new LaunchAgainOptions
        {
            From = body.From ?? LaunchFrom.Start,
            Change = [.. set.Select(entry => ContextChange.Set(entry.Key, entry.Value))],
            Remove = remove,
            Inputs = body.Inputs is { } inputs ? Encoding.UTF8.GetString(RunInputs.Read(backend.Tasks.Get(source.Task, "on", backend.Name), inputs).Span) : null,
            Labels = body.Labels,
            Id = id,
            LaunchedBy = Caller.LaunchedBy(request.Http),
            MaxConcurrency = body.MaxConcurrency,
            Cache = body.Cache ?? RunCache.Use,
        };
    }

    private static void CheckFromFailure(RequestErrors errors, RerunJson body, IEnumerable<string> changed)
    {
        const string Why = "can't be changed from a failure, where results are taken that were made with it as it was. Leave it out, or launch from start.";
        foreach (var key in changed)
        {
            errors.Add($"set.{key}", Why);
        }

        foreach (var key in body.Remove ?? [])
        {
            errors.Add($"remove.{key}", Why);
        }

        if (body.Inputs is not null)
        {
            errors.Add("inputs", Why);
        }
    }
}
