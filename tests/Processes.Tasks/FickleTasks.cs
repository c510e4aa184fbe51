namespace Undercurrent.Processes.Tasks;

/// <summary>A body that depends on something else than its inputs, its context and its children.</summary>
public static class FickleTasks
{
    public static readonly TaskEnvironment Env = new("fickle");

    public static readonly TaskDefinition<string, string> Echo = Env.Task(async (string text) =>
    {
        await Task.Yield();
        return text;
    });

    /// <summary>Calls a child with what it finds in a file, then waits before the gate.</summary>
    public static readonly TaskDefinition<int, string, string> Reader = Env.Task(
        async (int port, string file) =>
        {
            var told = await Echo.Run(await File.ReadAllTextAsync(file));
            await GateDoor.PassAsync(port, nameof(Reader), TaskContext.Current.CancellationToken);
            return told;
        },
        new TaskOptions { Placement = TaskPlacement.Local });
}
