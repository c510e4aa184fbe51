namespace Undercurrent.Processes.Tasks;

/// <summary>Bodies that wait before a gate of the test.</summary>
public static class WaitingTasks
{
    public static readonly TaskEnvironment Env = new("waiting");

    /// <summary>What a body says when its token is signalled while it waits.</summary>
    public const string Told = "told";

    private static readonly TaskOptions OnCallersSilo = new() { Placement = TaskPlacement.Local };

    /// <summary>Waits on any silo, then returns the context that it sees.</summary>
    public static readonly TaskDefinition<int, string, string> Wait = Env.Task(
        async (int port, string name) => await WaitAsync(port, name));

    /// <summary>As <see cref="Wait"/>, on the silo that owns the run when it is the root.</summary>
    public static readonly TaskDefinition<int, string, string> WaitHere = Env.Task(
        async (int port, string name) => await WaitAsync(port, name), OnCallersSilo);

    /// <summary>Waits on the silo that owns the run, then calls children that wait anywhere, each under a scope of its own.</summary>
    public static readonly TaskDefinition<int, int, string[]> Family = Env.Task(
        async (int port, int children) =>
        {
            await WaitAsync(port, "root");
            return await Task.WhenAll(Enumerable.Range(0, children).Select(index => CallAsync(port, $"child-{index}")));
        },
        OnCallersSilo);

    /// <summary>Doesn't heed its token.</summary>
    public static readonly TaskDefinition<int, NoResult> Ignore = Env.Task(async (int port) =>
    {
        await GateDoor.PassAsync(port, nameof(Ignore), CancellationToken.None);
        return default(NoResult);
    });

    /// <summary>Doesn't heed its token, and blocks its thread.</summary>
    public static readonly TaskDefinition<int, NoResult> Block = Env.Task((int port) =>
    {
        GateDoor.PassAsync(port, nameof(Block), CancellationToken.None).GetAwaiter().GetResult();
        return default(NoResult);
    });

    private static Task<string> CallAsync(int port, string name)
    {
        using (CustomContext.BeginScope(("child", name)))
        {
            return Wait.Run(port, name);
        }
    }

    private static async Task<string> WaitAsync(int port, string name)
    {
        try
        {
            await GateDoor.PassAsync(port, name, TaskContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            await GateDoor.TellAsync(port, Told);
            throw;
        }

        return CustomContext.Current.ToString();
    }
}
