using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>What few actions have in their record beside what all have. Stores keep it as JSON; null for most.</summary>
internal sealed record ActionDetails
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The group of <see cref="TaskGroup"/> that the call was made in.</summary>
    public string? Group { get; init; }

    /// <summary>The context keys that the body read itself, in order (rule V2).</summary>
    public IReadOnlyList<string>? Reads { get; init; }

    /// <summary>
    /// The context keys that the result may depend on: read by the body or by what it called, as the action was given them.
    /// A key that was set on the way by the action itself is not among them.
    /// </summary>
    public IReadOnlyList<string>? DependsOn { get; init; }

    /// <summary>Where the result was taken from instead of running the body.</summary>
    public ActionSource? Source { get; init; }

    /// <summary>Null when there is nothing to say.</summary>
    public static ActionDetails? Of(ActionCall call, ActionDetails? more = null) =>
        call.Group is null ? more : (more ?? new ActionDetails()) with { Group = call.Group };

    public static string? ToJson(ActionDetails? details) => details is null ? null : JsonSerializer.Serialize(details, Json);

    public static ActionDetails? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<ActionDetails>(json, Json);
}
