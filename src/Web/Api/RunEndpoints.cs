using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>Runs: found, started, cancelled, resumed, signalled.</summary>
internal static class RunEndpoints
{
    /// <summary>The largest value of a signal, and a little around it.</summary>
    private const int MaxSignalBytes = Execution.Signals.MaxBytes + 1024;

    public static void Map(IEndpointRouteBuilder api, WebBackend backend)
    {
        api.MapGet("/runs", ListAsync)
            .Takes([.. QueryParameters.OfRuns, QueryParameters.Size, QueryParameters.After])
            .Describe("runs.list", "Runs, newest first", "A page of the runs that fit the query; all runs without one.")
            .Problems(ProblemKinds.BadQuery);
        api.MapPost("/runs", StartAsync)
            .Needs(AccessScope.Run)
            .TakesBody<StartRunJson>(limit: backend.MaxPayloadBytes + (long)BodyLimit.Overhead)
            .Describe("runs.start", "Start a run", "Answers when the run is recorded and has begun. The headers `baggage` (for the keys that the server allows) and `traceparent` are taken over.")
            .Problems(ProblemKinds.BadBaggage, ProblemKinds.RunExists, ProblemKinds.UnknownTask, ProblemKinds.BadInputs, ProblemKinds.ContextLimit);
        api.MapGet("/runs/{id}", GetAsync)
            .Describe("runs.get", "One run", "With its warnings, its context's origins, and the states of what its root called.")
            .Problems(ProblemKinds.UnknownRun);
        api.MapPost("/runs/{id}/cancel", CancelAsync)
            .Needs(AccessScope.Run)
            .Describe("runs.cancel", "Cancel a run", "Asks for it; the run ends soon after, with every action below it. Of a run that has ended nothing changes.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.NotPossible);
        api.MapPost("/runs/{id}/resume", ResumeAsync)
            .Needs(AccessScope.Run)
            .Describe("runs.resume", "Let an interrupted run go on", "In process only: on a cluster runs go on by themselves. Of a run that runs here or has ended nothing changes.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.NotPossible, ProblemKinds.UnknownTask, ProblemKinds.BadInputs);
        api.MapPost("/runs/{id}/rerun", RerunEndpoint.RerunAsync)
            .Needs(AccessScope.Run)
            .TakesBody<RerunJson>(isOptional: true, limit: backend.MaxPayloadBytes + (long)BodyLimit.Overhead)
            .Describe("runs.rerun", "Launch a run again", "As it was, or with inputs, context or labels changed; the new run names its source.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.RunExists, ProblemKinds.UnknownTask, ProblemKinds.BadInputs, ProblemKinds.ContextLimit);
        api.MapPost("/runs/{id}/signals/{name}", SignalAsync)
            .Needs(AccessScope.Run)
            .TakesBody<JsonElement>(limit: MaxSignalBytes)
            .Describe("runs.signal", "Answer a run that waits", "The body is the answer: any JSON of at most 65,536 bytes. The first answer to a name holds.")
            .Problems(ProblemKinds.UnknownRun, ProblemKinds.RunEnded);
    }

    private static async Task<Ok<PageJson<RunJson>>> ListAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        var query = RunFilters.Read(request, backend.Time.GetUtcNow()) with { Page = request.Page() };
        request.Check();
        var page = await backend.Runner.Records.FindRunsAsync(query, cancellationToken);
        var now = backend.Time.GetUtcNow();
        return TypedResults.Ok(new PageJson<RunJson>([.. page.Items.Select(run => run.ToJson(now))], page.Next));
    }

    private static async Task<Created<RunJson>> StartAsync(ApiRequest request, WebBackend backend, WebSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<StartRunJson>(request, cancellationToken);
        var start = StartRequest.Read(request, body, backend, settings);
        using var trace = RequestTrace.Begin(request.Http.Request);

        // Whoever hangs up has asked for the run all the same.
        var run = await backend.Runner.LaunchAsync(start, CancellationToken.None);
        return TypedResults.Created($"/api/v1/runs/{run.RunId}", await RunReading.ReadAsync(backend, run.RunId, cancellationToken));
    }

    private static async Task<Ok<RunJson>> GetAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        return TypedResults.Ok(await RunReading.ReadAsync(backend, request.RunId, cancellationToken));
    }

    private static async Task<Accepted<RunJson>> CancelAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        var run = await RunReading.FindAsync(backend, request.RunId, cancellationToken);
        await RunReading.TryAsync(() => run.CancelAsync(cancellationToken));
        return TypedResults.Accepted((string?)null, await RunReading.ReadAsync(backend, request.RunId, cancellationToken));
    }

    private static async Task<Accepted<RunJson>> ResumeAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        var resume = backend.Resume ?? throw new ProblemException(
            ProblemKinds.NotPossible, "On a cluster an interrupted run goes on by itself, on another silo; nobody has to ask for it.");
        await RunReading.TryAsync(() => resume(request.RunId, cancellationToken));
        return TypedResults.Accepted((string?)null, await RunReading.ReadAsync(backend, request.RunId, cancellationToken));
    }

    private static async Task<Ok<SignalAnswerJson>> SignalAsync(ApiRequest request, string name, WebBackend backend, CancellationToken cancellationToken)
    {
        try
        {
            Execution.StepNames.Check(name, "signal");
        }
        catch (ArgumentException exception)
        {
            request.Errors.Add("name", exception.Message.Split(" (Parameter", 2)[0]);
        }

        var json = await RequestBody.ReadJsonAsync(request, cancellationToken);
        request.Check();
        if (json.Length > Execution.Signals.MaxBytes)
        {
            throw BodyLimitMiddleware.TooLarge(json.Length, Execution.Signals.MaxBytes);
        }

        return TypedResults.Ok(new SignalAnswerJson(await backend.Runner.SendSignalAsync(request.RunId, name, json, cancellationToken)));
    }
}
