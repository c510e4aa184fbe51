using Undercurrent.Execution;

namespace Undercurrent.Grains.Wire;

/// <summary>
/// Takes an <see cref="Outcome"/> back to the caller. Inside a process the same object arrives; it becomes an
/// <see cref="OutcomeMessage"/> only when the answer leaves the process.
/// </summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.outcome.carrier")]
internal sealed class OutcomeCarrier
{
    /// <summary>The silo took no action because it stops: the caller asks another, and no attempt was made.</summary>
    public static readonly OutcomeCarrier Refused = new() { Message = null };

    [NonSerialized]
    private Outcome? _outcome;

    [NonSerialized]
    private OutcomeMessage? _message;

    /// <summary>The outcome's form on the wire; null when there is none. The serializer reads it when the answer leaves the process, and sets it on arrival.</summary>
    [Id(0)]
    public OutcomeMessage? Message
    {
        get => _message ??= _outcome is null ? null : OutcomeMessage.From(_outcome);
        set => _message = value;
    }

    public static OutcomeCarrier For(Outcome outcome) => new() { _outcome = outcome };

    /// <summary>Null when the silo refused.</summary>
    public Outcome? Open() => _outcome ??= _message?.ToOutcome();
}
