namespace Undercurrent.Grains.Wire;

/// <summary>Events of a run from every silo, and where to read on.</summary>
/// <param name="IsKnown">Whether the cluster knows the run at all.</param>
/// <param name="Json">The events as a JSON array, by time.</param>
/// <param name="Positions">For each store the last sequence number read; pass it back.</param>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.events")]
internal sealed record EventsMessage(
    [property: Id(0)] bool IsKnown, [property: Id(1)] byte[] Json, [property: Id(2)] Dictionary<string, long> Positions);
