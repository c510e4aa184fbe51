using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>What can be launched.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/tasks", (HttpContext http, WebBackend backend) => PageAnswer.ShowAsync<TasksPage>(http, new TasksModel(backend.Tasks.All, backend.Tasks.Problems)));
        pages.MapGet("/tasks/{name}", ShowAsync);
        pages.MapChange("/tasks/{name}/launch", LaunchAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend, string name) => backend.Tasks.Find(name) is { } task
        ? await PageAnswer.ShowAsync<TaskPage>(http, new TaskModel { Task = task, Inputs = InputFields.Of(task) })
        : await MissingAsync(http, backend, name);

    private static async Task<IResult> LaunchAsync(HttpContext http, WebBackend backend, string name)
    {
        if (backend.Tasks.Find(name) is not { } task)
        {
            return await MissingAsync(http, backend, name);
        }

        var (model, request) = TaskForm.Read(http, task, await http.Request.ReadFormAsync(http.RequestAborted));
        if (request is null)
        {
            return await PageAnswer.ShowAsync<TaskPage>(http, model, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            var run = await backend.Runner.LaunchAsync(request, CancellationToken.None);
            return PageAnswer.SeeOther(http, PageUrl.Run(run.RunId));
        }
        catch (Exception exception) when (TaskForm.Refused(model, exception, backend) is not null)
        {
            return await PageAnswer.ShowAsync<TaskPage>(http, TaskForm.Refused(model, exception, backend), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task<IResult> MissingAsync(HttpContext http, WebBackend backend, string name)
    {
        var near = NearestNames.Of(name, [.. backend.Tasks.All.Select(task => task.Name)]);
        return PageAnswer.NotFoundAsync(http, new MessageModel(
            "No such task",
            $"There is no task '{Words.Cut(name, 200)}' on {backend.Name}." + (near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?"),
            "See what can be launched:",
            Shell.Command("tasks", "list")));
    }
}
