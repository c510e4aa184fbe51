using Undercurrent;
using Undercurrent.Records;

namespace HelloWorld;

/// <summary>The demonstration itself: it knows only <see cref="IRunner"/>, so it is the same on every engine.</summary>
public static class HelloDemo
{
    public static async Task RunAsync(IRunner runner)
    {
        await ShowAsync(runner.WithRunContext(("trace_id", "root-abc"), ("experiment", "v1")), HelloTasks.Root);
        await ShowAsync(runner.WithRunContext(("trace_id", "root-abc")), HelloTasks.Parent);
        await ShowAsync(runner.WithRunContext(("trace_id", "root-abc"), ("timeout_seconds", "30")), HelloTasks.NewKeys);
    }

    private static async Task ShowAsync(IRunner runner, TaskDefinition<string> task)
    {
        var run = await runner.StartAsync(task);
        await foreach (var happened in run.FollowAsync())
        {
            if (happened.Kind == RunEventKind.Reported)
            {
                Console.WriteLine(happened.Message);
            }
        }

        Console.WriteLine($"result: {await run.ResultAsync()}");
    }
}
