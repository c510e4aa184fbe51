using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>The tasks that can be launched.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks", List).Describe("tasks.list", "All tasks, by name", "Each with the schemas of its inputs and its result. The list has one page.");
        api.MapGet("/tasks/{name}", Get)
            .Describe("tasks.get", "One task", "With the schemas of its inputs and its result.")
            .Problems(StatusCodes.Status404NotFound, ProblemKinds.UnknownTask);
    }

    private static Ok<PageJson<Contract.TaskJson>> List(ApiRequest request, WebBackend backend)
    {
        request.Check();
        return TypedResults.Ok(new PageJson<Contract.TaskJson>([.. backend.Tasks.All.Select(task => task.ToJson())], Next: null));
    }

    private static Ok<Contract.TaskJson> Get(ApiRequest request, string name, WebBackend backend)
    {
        request.Check();
        try
        {
            return TypedResults.Ok(backend.Tasks.Get(name, "on", backend.Name).ToJson());
        }
        catch (UnknownTaskException unknown)
        {
            throw new ProblemException(ProblemKinds.UnknownTask, unknown.Message)
            {
                Status = StatusCodes.Status404NotFound,
                Next = "GET /api/v1/tasks lists what can be launched.",
            };
        }
    }
}
