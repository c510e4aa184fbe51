using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>A task with steps that waits for an answer when its run loses its owner.</summary>
public static class WaitRecoveryTasks
{
    public static readonly TaskEnvironment Env = new("conformance_wait_recovery");

    private static readonly ConcurrentDictionary<string, int> Runs = new(StringComparer.Ordinal);

    /// <summary>How often a step ran before and behind the wait, what was drawn before it, and the answer.</summary>
    public static readonly TaskDefinition<string, string[]> Asking = Env.Task(async (string id) =>
    {
        var context = TaskContext.Current;
        var before = await context.StepAsync("before", () => RunAsync(id + "before"));
        var drawn = $"{context.NewId()}";
        Gate.Of(id + "drawn" + Runs.AddOrUpdate(id, 1, static (_, runs) => runs + 1)).Open(drawn);
        var answer = await context.WaitForAsync<string>("approval");
        var behind = await context.StepAsync("behind", () => RunAsync(id + "behind"));
        return new[] { $"{before}", drawn, answer, $"{behind}" };
    });

    private static async Task<int> RunAsync(string id)
    {
        await Task.Yield();
        return Runs.AddOrUpdate(id, 1, static (_, runs) => runs + 1);
    }
}
