using Undercurrent.Records;

namespace Undercurrent.Storage.Reading;

/// <summary>How far a run is.</summary>
/// <param name="Sequence">The number of its last event.</param>
/// <param name="State">Its state.</param>
internal sealed record RunProgress(long Sequence, RunState State);
