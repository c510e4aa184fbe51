using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Sqlite;

/// <summary>Cached tasks that read the context in a child or a step, and then wait.</summary>
public static class GuardRecoveryTasks
{
    public static readonly TaskEnvironment Env = new("storage_tests_guard");

    private static readonly TaskDefinition<string> Leaf = Env.Task(() => CustomContext.Current["key"], name: "leaf");

    public static readonly TaskDefinition<string, string, string> ReadAndWait = Env.Task(
        async (string id, string way) =>
        {
            var read = way == "child" ? await Leaf.Run() : await TaskContext.Current.StepAsync("look", () => Task.FromResult(CustomContext.Current["key"]));
            Gate.Of(id + "started").Open();
            await Gate.Of(id).WaitAsync(TaskContext.Current.CancellationToken);
            return read;
        },
        new TaskOptions { Cache = CachePolicy.On() });
}
