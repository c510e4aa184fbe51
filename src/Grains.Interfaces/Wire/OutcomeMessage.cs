using System.Text.Json;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Grains.Wire;

/// <summary>
/// An <see cref="Outcome"/> on its way back. A failure is in it as JSON: data that every receiver can read, whatever
/// exception types it knows. A new field takes the next id; an id is never used again, and 5 was one.
/// </summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.outcome")]
internal sealed class OutcomeMessage
{
    [Id(0)]
    public required int Kind { get; init; }

    [Id(1)]
    public ReadOnlyMemory<byte> Value { get; init; }

    [Id(2)]
    public byte[]? Failure { get; init; }

    [Id(3)]
    public bool CanRetry { get; init; }

    [Id(4)]
    public bool IsHandedOver { get; init; }

    /// <summary>All that the caller needs of the details: the silo that executed it has recorded them.</summary>
    [Id(6)]
    public string[]? DependsOn { get; init; }

    public static OutcomeMessage From(Outcome outcome) => new()
    {
        Kind = (int)outcome.Kind,
        Value = outcome.Value,
        Failure = outcome.Failure is null ? null : JsonSerializer.SerializeToUtf8Bytes(outcome.Failure),
        CanRetry = outcome.CanRetry,
        IsHandedOver = outcome.IsHandedOver,
        DependsOn = outcome.Details?.DependsOn is { } keys ? keys as string[] ?? [.. keys] : null,
    };

    public Outcome ToOutcome()
    {
        var failure = Failure is null ? null : JsonSerializer.Deserialize<TaskFailure>(Failure);
        var outcome = (OutcomeKind)Kind switch
        {
            OutcomeKind.Succeeded => Outcome.Succeeded(Value),
            OutcomeKind.Cancelled => Outcome.Cancelled(failure),
            OutcomeKind.Failed => Outcome.Failed(failure!, CanRetry),
            OutcomeKind.Lost when IsHandedOver => Outcome.HandedOver(failure!),
            OutcomeKind.Lost => Outcome.Lost(failure!),
            OutcomeKind.Superseded => Outcome.Superseded(),
            _ => throw new NotSupportedException($"The outcome kind {Kind} is not known here. Run the same product version on all silos."),
        };
        return DependsOn is null ? outcome : outcome with { Details = new ActionDetails { DependsOn = DependsOn } };
    }
}
