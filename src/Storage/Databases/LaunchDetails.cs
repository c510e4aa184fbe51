using System.Text.Json;
using Undercurrent.Execution;

namespace Undercurrent.Storage.Databases;

/// <summary>What of a launch is needed only to run it again; stored as JSON.</summary>
internal sealed record LaunchDetails(TaskOptions? TaskOptions, string? TraceParent, RunCache Cache = RunCache.Use)
{
    public static string ToJson(RunLaunch launch) => JsonSerializer.Serialize(new LaunchDetails(launch.TaskOptions, launch.TraceParent, launch.Cache));

    public static LaunchDetails FromJson(string json) => JsonSerializer.Deserialize<LaunchDetails>(json)!;
}
