using System.Globalization;
using Undercurrent;

namespace HelloWorld;

/// <summary>The tasks of the three examples. A task is named after its field: <c>hello_world.leaf</c>.</summary>
public static class HelloTasks
{
    public static readonly TaskEnvironment Env = new("hello_world");

    // 1. The run's context reaches every task, without a parameter.
    public static readonly TaskDefinition<string> Leaf = Env.Task(async () =>
    {
        await SayAsync($"leaf sees: {CustomContext.Current}");
        return CustomContext.Current["trace_id"];
    });

    public static readonly TaskDefinition<string> Root = Env.Task(async () => await Leaf.Run());

    // 2. A scope overrides a key for the tasks called inside it; after the block the run's value is back.
    public static readonly TaskDefinition<string> Downstream = Env.Task(async () =>
    {
        await SayAsync($"downstream sees: {CustomContext.Current}");
        return CustomContext.Current["trace_id"];
    });

    public static readonly TaskDefinition<string> Parent = Env.Task(async () =>
    {
        await SayAsync($"parent initial: {CustomContext.Current}");
        string result;
        using (CustomContext.BeginScope(("trace_id", "child-override")))
        {
            result = await Downstream.Run();
        }

        await SayAsync($"parent after: {CustomContext.Current}");
        return result;
    });

    // 3. A scope adds keys; a number is read by hand or through a typed key.
    public static readonly ContextKey<int> TimeoutSeconds = new("timeout_seconds");

    public static readonly TaskDefinition<string> SomeTask = Env.Task(async () =>
    {
        var context = CustomContext.Current;
        await SayAsync($"some_task sees: {context}");
        var byHand = int.Parse(context["timeout_seconds"], CultureInfo.InvariantCulture);
        await SayAsync($"timeout_seconds: {byHand} by hand, {TimeoutSeconds.Value} by typed key");
        return context["run_group"];
    });

    public static readonly TaskDefinition<string> NewKeys = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("experiment", "exp-blue"), ("run_group", "g-7")))
        {
            return await SomeTask.Run();
        }
    });

    // Reported lines are part of the run's events, so they reach the program wherever the task runs.
    private static ValueTask SayAsync(string line) => TaskContext.Current.ReportAsync(line);
}
