using Undercurrent.Records;
using Undercurrent.Storage;

namespace Undercurrent.Silo;

/// <summary>The run store that the silo opens.</summary>
internal sealed record StoreSettings
{
    public required StoreKind Kind { get; init; }

    /// <summary>The SQLite file; null for the default one.</summary>
    public required string? Sqlite { get; init; }

    public required RunDurability Durability { get; init; }

    /// <summary>For SQLite.</summary>
    public required SqliteSynchronous Synchronous { get; init; }

    public required RunRetention Retention { get; init; }

    /// <summary>What encrypts sensitive values; null keeps them nowhere. A secret: never part of an error or a log.</summary>
    public required ReadOnlyMemory<byte>? SensitiveValuesKey { get; init; }

    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"run store {Kind}";
}
