namespace Undercurrent.Grains.Wire;

/// <summary>How busy a silo is at this moment.</summary>
/// <param name="RunningActions">Attempts whose bodies run on it.</param>
/// <param name="OwnedRuns">Runs that it owns.</param>
/// <param name="QueuedActions">Calls made on it that wait for a place.</param>
/// <param name="MemoryBytes">The memory that its process has resident, in bytes.</param>
/// <param name="CpuPercent">Its machine's processor use, from 0 to 100.</param>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.siloreport")]
internal sealed record SiloReport(
    [property: Id(0)] long RunningActions, [property: Id(1)] long OwnedRuns, [property: Id(2)] long QueuedActions, [property: Id(3)] long MemoryBytes,
    [property: Id(4)] double CpuPercent);
