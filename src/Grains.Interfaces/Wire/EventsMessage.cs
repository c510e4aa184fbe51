namespace Undercurrent.Grains.Wire;

/// <summary>Events of a run from every silo, and where to read on.</summary>
/// <param name="IsKnown">Whether the cluster knows the run at all.</param>
/// <param name="Json">The events as a JSON array: in their order from a store that all silos share, else by time.</param>
/// <param name="Positions">For each store the last sequence number read; pass it back.</param>
/// <param name="HasEnded">Whether nothing is new and the run has ended: what was recorded before its end can be read now.</param>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.events")]
internal sealed record EventsMessage(
    [property: Id(0)] bool IsKnown, [property: Id(1)] byte[] Json, [property: Id(2)] Dictionary<string, long> Positions, [property: Id(3)] bool HasEnded = false)
{
    /// <summary>
    /// The name, among the positions, of a store that all silos share. Where it is in an answer, it is the only one, and the
    /// events have that store's numbers; else each store has numbers of its own.
    /// </summary>
    public const string Shared = "shared";
}
