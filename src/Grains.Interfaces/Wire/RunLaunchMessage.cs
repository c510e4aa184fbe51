using System.Text.Json;
using Undercurrent.Execution;

namespace Undercurrent.Grains.Wire;

/// <summary>A <see cref="RunLaunch"/> on its way to the run's owner. Its context travels in it, origins included.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.launch")]
internal sealed class RunLaunchMessage
{
    [Id(0)]
    public required byte[] Json { get; init; }

    public static RunLaunchMessage From(RunLaunch launch) => new() { Json = JsonSerializer.SerializeToUtf8Bytes(launch) };

    public RunLaunch ToLaunch(ContextLimits limits)
    {
        var launch = JsonSerializer.Deserialize<RunLaunch>(Json)!;
        return launch with { Context = launch.Context.WithLimits(limits) };
    }
}
