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

    /// <summary>The size of <see cref="Inputs"/> in bytes. In a list, what is over 64 KiB is left out and <see cref="Inputs"/> is empty.</summary>
    public int InputsSize { get; init; }

    /// <summary>The same for <see cref="Output"/>; null unless it succeeded.</summary>
    public int? OutputSize { get; init; }

    /// <summary>The process or silo that owns it, or owned it last; null when it was given up for another to take.</summary>
    public string? Owner { get; init; }

    /// <summary>How often another owner took it over, after a crash or a stop.</summary>
    public int TakenOver { get; init; }

    /// <summary>How many actions had a recorded outcome when it was last taken over; they answer from the record.</summary>
    public long RecordedActions { get; init; }

    /// <summary>The run that this one was launched from again; null for a launch of its own (rule V5).</summary>
    public RunSource? Source { get; init; }

    /// <summary>What deserves attention, in order. Empty in a list; open the run for it.</summary>
    public IReadOnlyList<RunWarning> Warnings { get; init; } = [];
}
