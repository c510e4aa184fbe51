using System.Text.Json;

namespace Undercurrent.Web.Contract;

/// <summary>A request to launch a run.</summary>
public sealed record StartRunJson
{
    /// <summary>The root task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The inputs: an array with one element for each, or an object by their names; absent for none.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>Context keys to set; absent for none. They win over those of a <c>baggage</c> header.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Labels for people and searches; absent for none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The run's id; absent makes a new one. Launching an id twice is refused, so it makes requests repeatable.</summary>
    public string? Id { get; init; }

    /// <summary>The most actions of the run at a time; absent for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>What the run makes of cached results; absent for <c>use</c>.</summary>
    public RunCache? Cache { get; init; }
}
