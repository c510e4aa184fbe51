using System.Text.Json.Serialization;

namespace Undercurrent.Records;

/// <summary>An action as the record has it. Immutable.</summary>
public sealed record ActionRecord
{
    /// <summary>The run that it is part of.</summary>
    public required RunId RunId { get; init; }

    /// <summary>The action.</summary>
    public required ActionId ActionId { get; init; }

    /// <summary>The action that called it; null for the root.</summary>
    public required ActionId? ParentId { get; init; }

    /// <summary>Its task.</summary>
    public required string Task { get; init; }

    /// <summary>Its state when this was read.</summary>
    public required ActionState State { get; init; }

    /// <summary>The context that it started with, each key with its origin (rule V1).</summary>
    public required CustomContext Context { get; init; }

    /// <summary>When its parent called it.</summary>
    public required DateTimeOffset CalledAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its inputs as a JSON array.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    /// <summary>Its result as JSON; null unless it succeeded.</summary>
    [JsonConverter(typeof(NullableBytesConverter))]
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Why it failed; null unless it failed.</summary>
    public TaskFailure? Failure { get; init; }

    /// <summary>The size of <see cref="Inputs"/> in bytes. In a list, what is over 64 KiB is left out and <see cref="Inputs"/> is empty.</summary>
    public int InputsSize { get; init; }

    /// <summary>The same for <see cref="Output"/>; null unless it succeeded.</summary>
    public int? OutputSize { get; init; }

    /// <summary>The group that its call was made in (<see cref="TaskGroup"/>); null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The context keys that its body read, in order (rule V2); empty for none. Enumerating the map reads all of it.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Whose result it took instead of running: a cache hit's, or that of the run that was launched again; null when it ran.</summary>
    public ActionSource? Source { get; init; }

    /// <summary>The context keys, as the action was given them, that its result may depend on: read by it or below it; null for none.</summary>
    public IReadOnlyList<string>? DependsOn { get; init; }

    /// <summary>Its attempts, in order.</summary>
    public required IReadOnlyList<AttemptRecord> Attempts { get; init; }
}
