using Undercurrent.Records;

namespace Undercurrent.Grains.Wire;

/// <summary>A <see cref="Signal"/> on its way. A new field takes the next id; an id is never used again.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.signal")]
internal sealed record SignalMessage(
    [property: Id(0)] string Name,
    [property: Id(1)] ReadOnlyMemory<byte> Value,
    [property: Id(2)] string SentBy,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Token)
{
    public static SignalMessage From(Signal signal) => new(signal.Name, signal.Value, signal.SentBy, signal.At, signal.Token);

    public Signal ToSignal() => new(Name, Value, SentBy, At, Token);
}
