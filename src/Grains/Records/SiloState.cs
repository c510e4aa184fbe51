using Undercurrent.Grains.Wire;

namespace Undercurrent.Grains.Records;

/// <summary>A silo as a member of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address, as runs name their owner.</param>
/// <param name="Status">Its state as a member.</param>
/// <param name="IsThis">Whether it is the one that was asked.</param>
/// <param name="Report">How busy it is; null when it did not answer in time.</param>
internal sealed record SiloState(string Name, string Address, SiloStatus Status, bool IsThis, SiloReport? Report);
