using System.Text.Json.Serialization;

namespace Undercurrent.Records;

/// <summary>A run as the record has it. Immutable.</summary>
public sealed record RunRecord
{
    /// <summary>The run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Its root's task.</summary>
    public required string Task { get; init; }

    /// <summary>Its state when this was read.</summary>
    public required RunState State { get; init; }

    /// <summary>The context that it was launched with, origins included.</summary>
    public required CustomContext Context { get; init; }

    /// <summary>Labels for people and searches.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Who launched it.</summary>
    public required string LaunchedBy { get; init; }

    /// <summary>When it was launched, by the clock of the process that owns it.</summary>
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its root's action.</summary>
    public required ActionId RootActionId { get; init; }

    /// <summary>Its inputs as a JSON array.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    /// <summary>Its result as JSON; null unless it succeeded.</summary>
    [JsonConverter(typeof(NullableBytesConverter))]
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Why it failed; null unless it failed.</summary>
    public TaskFailure? Failure { get; init; }
}
