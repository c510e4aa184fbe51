using Undercurrent.Execution;

namespace Undercurrent.Records;

/// <summary>A run was launched.</summary>
/// <param name="Launch">The launch.</param>
/// <param name="Owner">Who owns the run from now on: see <see cref="IRunStore.HoldOwner"/>.</param>
/// <param name="Scope">
/// Among whom the run may change its owner: silos know of those of their own cluster whether they live, and of no others.
/// </param>
internal sealed record RunLaunched(RunLaunch Launch, string Owner = "", string Scope = "") : JournalEntry(Launch.RunId, Launch.LaunchedAt, RunLaunch.FirstEpoch);
