using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>Makes a launch of a start request, and collects what is wrong with it.</summary>
internal static class StartRequest
{
    /// <exception cref="ProblemException">Something is wrong; all of it is told.</exception>
    public static RunRequest Read(ApiRequest request, StartRunJson? body, WebBackend backend, WebSettings settings)
    {
        var baggage = RunBaggage.Read(request, settings);
        if (body is null)
        {
            request.Check();
            throw new ProblemException(ProblemKinds.BadRequest, "The body can't be read.");
        }

        var fields = new LaunchFields(request.Errors);
        var id = fields.Id(body.Id);
        fields.CheckContext(body.Context);
        fields.CheckLabels(body.Labels);
        fields.CheckConcurrency(body.MaxConcurrency);
        request.Check();
        var task = backend.Tasks.Get(body.Task, "on", backend.Name);
        var options = new RunOptions
        {
            Id = id,
            Context = [.. baggage.Concat(body.Context ?? new Dictionary<string, string>()).Select(entry => ContextChange.Set(entry.Key, entry.Value))],
            Labels = body.Labels ?? RunOptions.Default.Labels,
            MaxConcurrency = body.MaxConcurrency,
            Cache = body.Cache ?? RunCache.Use,
            LaunchedBy = Caller.LaunchedBy(request.Http),
        };
        return new RunRequest(task.Name, RunInputs.Read(task, body.Inputs), options);
    }
}
