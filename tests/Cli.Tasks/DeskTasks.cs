using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Cli.Tasks;

/// <summary>One task for each thing that the command line shows or waits for.</summary>
public static class DeskTasks
{
    public static readonly TaskEnvironment Env = new("desk");

    /// <summary>Takes one input of each kind.</summary>
    public static readonly TaskDefinition<string, int, Plan?, string> Describe = Env.Task(async (string title, int count, Plan? plan) =>
    {
        await Task.Yield();
        return $"{title}|{count}|{plan?.Name ?? "none"}|{plan?.Steps ?? 0}";
    });

    /// <summary>Returns its input.</summary>
    public static readonly TaskDefinition<string, string> Echo = Env.Task((string text) => text);

    /// <summary>Waits for the answer <c>go</c>, and returns it.</summary>
    public static readonly TaskDefinition<string> Wait = Env.Task(async () =>
    {
        await TaskContext.Current.ReportAsync("waiting");
        return await TaskContext.Current.WaitForAsync<string>("go");
    });

    /// <summary>Fails at its second and last attempt, below a task that lets it through.</summary>
    public static readonly TaskDefinition<string> Inner = Env.Task(
        async Task<string> () =>
        {
            await Task.Yield();
            throw new IOException($"attempt {TaskContext.Current.Attempt} found no disk");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) } });

    public static readonly TaskDefinition<string> Outer = Env.Task(async () => await Inner.Run());

    /// <summary>Fails in the framework, for a reason in the framework, when that is no number.</summary>
    public static readonly TaskDefinition<string, int> Read = Env.Task((string json) => JsonSerializer.Deserialize<int>(json));

    /// <summary>Reports what would wreck a terminal, and fails with it.</summary>
    public static readonly TaskDefinition<string, string> Hostile = Env.Task(async Task<string> (string text) =>
    {
        await TaskContext.Current.ReportAsync($"seen {text}");
        throw new InvalidOperationException(text);
    });

    /// <summary>Logs.</summary>
    public static readonly TaskDefinition<string> Log = Env.Task(() =>
    {
        TaskContext.Current.Logger.LogWarning("low on {What}", "disk");
        return "logged";
    });

    /// <summary>Fails for 7.</summary>
    public static readonly TaskDefinition<int, int> Square = Env.Task(async (int number) =>
    {
        await Task.Yield();
        return number == 7 ? throw new ArgumentException("seven is refused") : number * number;
    });

    /// <summary>Squares many and says how many worked.</summary>
    public static readonly TaskDefinition<int, int> Many = Env.Task(async (int count) =>
        await Square.Map(Enumerable.Range(1, count), maxConcurrency: 8, OnFailure.Continue).CountAsync(result => result.IsSuccess));

    /// <summary>Reads a key, under a scope of its caller's.</summary>
    public static readonly TaskDefinition<string> Reader = Env.Task(() => CustomContext.Current["experiment"]);

    public static readonly TaskDefinition<string> Scoped = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("experiment", "blue")))
        {
            return await Reader.Run();
        }
    });
}
