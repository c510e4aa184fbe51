using Undercurrent.Processes;

namespace Undercurrent.Cli.Support;

/// <summary><c>undercurrent dev</c> in a process of its own, with the tasks of these tests.</summary>
internal sealed class RunningDev : IAsyncDisposable
{
    private readonly ProgramProcess _process;

    private RunningDev(ProgramProcess process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public ProgramProcess Process => _process;

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<RunningDev> StartAsync(CliRun cli, params string[] options)
    {
        var process = cli.Start(["dev", "--tasks", Repository.CliTasks, .. options.Contains("--port") ? [] : new[] { "--port", "0" }, .. options]);
        var ready = await process.Output.FirstAsync(line => line.StartsWith("ready: ", StringComparison.Ordinal)).Soon(() => $"the server, which wrote:\n{process}");
        Assert.True(ready is not null, $"The server ended:\n{process}");
        return new RunningDev(process, ready.Split(' ')[1]);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
