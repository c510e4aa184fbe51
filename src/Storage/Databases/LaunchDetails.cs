using System.Text.Json;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Databases;

/// <summary>What of a launch is needed only to run it again; stored as JSON.</summary>
internal sealed record LaunchDetails(TaskOptions? TaskOptions, string? TraceParent, byte[]? SealedContext = null, RunSource? Source = null, int? MaxConcurrency = null)
{
    public static string ToJson(RunLaunch launch) =>
        JsonSerializer.Serialize(new LaunchDetails(launch.TaskOptions, launch.TraceParent, launch.SealedContext, launch.Source, launch.MaxConcurrency));

    public static LaunchDetails FromJson(string json) => JsonSerializer.Deserialize<LaunchDetails>(json)!;
}
