using System.Text.Json;

namespace Undercurrent.Web.Contract;

/// <summary>A request to launch a run again; an empty object launches it as it was.</summary>
public sealed record RerunJson
{
    /// <summary>From where it begins; absent for <c>start</c>.</summary>
    public LaunchFrom? From { get; init; }

    /// <summary>Context keys to set; absent for none.</summary>
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    /// <summary>Context keys to remove; absent for none.</summary>
    public IReadOnlyList<string>? Remove { get; init; }

    /// <summary>The inputs, as in a start request; absent takes those of the source.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>The labels; absent takes those of the source.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The new run's id; absent makes one.</summary>
    public string? Id { get; init; }

    /// <summary>The most actions of the run at a time; absent for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>What the run makes of cached results; absent for <c>use</c>.</summary>
    public RunCache? Cache { get; init; }
}
