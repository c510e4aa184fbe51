using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Databases;

/// <summary>What of a launch is needed only to run it again; stored as JSON.</summary>
internal sealed record LaunchDetails
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public TaskOptions? TaskOptions { get; init; }

    public string? TraceParent { get; init; }

    public RunCache Cache { get; init; }

    public byte[]? SealedContext { get; init; }

    public RunSource? Source { get; init; }

    public int? MaxConcurrency { get; init; }

    public static string ToJson(RunLaunch launch) => JsonSerializer.Serialize(
        new LaunchDetails
        {
            TaskOptions = launch.TaskOptions,
            TraceParent = launch.TraceParent,
            Cache = launch.Cache,
            SealedContext = launch.SealedContext,
            Source = launch.Source,
            MaxConcurrency = launch.MaxConcurrency,
        },
        Json);

    public static LaunchDetails FromJson(string json) => JsonSerializer.Deserialize<LaunchDetails>(json, Json)!;
}
