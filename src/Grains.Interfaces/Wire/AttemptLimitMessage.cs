using Undercurrent.Execution;

namespace Undercurrent.Grains.Wire;

/// <summary>An <see cref="AttemptLimit"/> on its way. A new field takes the next id; an id is never used again.</summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.limit")]
internal sealed class AttemptLimitMessage
{
    [Id(0)]
    public required TimeSpan Time { get; init; }

    [Id(1)]
    public required TimeSpan Grace { get; init; }

    [Id(2)]
    public required bool IsOfAction { get; init; }

    [Id(3)]
    public required TimeSpan Option { get; init; }

    public static AttemptLimitMessage From(AttemptLimit limit) =>
        new() { Time = limit.Time, Grace = limit.Grace, IsOfAction = limit.IsOfAction, Option = limit.Option };

    public AttemptLimit ToLimit() => new(Time, Grace, IsOfAction, Option);
}
